namespace AutoDiff;

/// <summary>Something whose gradient can be asked for: a tensor, a parameter or a scalar. Each converts to a target by itself.</summary>
public readonly struct Target<T> where T : unmanaged, IFloatingPointIeee754<T>
{
    private Target(Tensor<T>? tensor, Parameter<T>? parameter, Var<T>? scalar) => (Tensor, Parameter, Scalar) = (tensor, parameter, scalar);

    internal Tensor<T>? Tensor { get; }

    internal Parameter<T>? Parameter { get; }

    internal Var<T>? Scalar { get; }

    internal Shape Shape => Tensor?.Shape ?? Parameter?.Shape ?? Shape.Scalar;

    /// <summary>A tensor as a target.</summary>
    public static implicit operator Target<T>(Tensor<T> tensor)
    {
        ArgumentNullException.ThrowIfNull(tensor);
        return new Target<T>(tensor, null, null);
    }

    /// <summary>A parameter as a target.</summary>
    public static implicit operator Target<T>(Parameter<T> parameter)
    {
        ArgumentNullException.ThrowIfNull(parameter);
        return new Target<T>(null, parameter, null);
    }

    /// <summary>A scalar as a target.</summary>
    public static implicit operator Target<T>(Var<T> scalar) => new(null, null, scalar);

    /// <summary>The tensor on the tape that stands for this target; null for a scalar, or for what the tape never saw.</summary>
    internal Tensor? On(Tape tape) => Parameter is { } parameter ? tape.LeafOrNull(parameter) : Tensor?.Owner == tape.Root ? Tensor : null;

    internal string Describe(int place)
        => Parameter is { } parameter ? $"parameter {parameter}" : Scalar is { } scalar ? $"target {place} (scalar {scalar})" : $"target {place} (shape {Shape})";
}
