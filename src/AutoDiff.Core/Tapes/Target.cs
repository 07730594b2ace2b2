namespace AutoDiff;

/// <summary>Something whose gradient can be asked for: a tensor, a parameter or a scalar. Each converts to a target by itself.</summary>
public readonly struct Target<T> where T : unmanaged, IFloatingPointIeee754<T>
{
    // The tensor or the parameter; null for a scalar.
    private readonly object? _item;
    private readonly Var<T> _scalar;

    private Target(object? item, Var<T> scalar) => (_item, _scalar) = (item, scalar);

    /// <summary>The tensor or the parameter; null for a scalar.</summary>
    internal object? Item => _item;

    internal Tensor<T>? Tensor => _item as Tensor<T>;

    internal Parameter<T>? Parameter => _item as Parameter<T>;

    internal Var<T>? Scalar => _item is null ? _scalar : null;

    internal Shape Shape => Tensor?.Shape ?? Parameter?.Shape ?? Shape.Scalar;

    /// <summary>A tensor as a target.</summary>
    public static implicit operator Target<T>(Tensor<T> tensor)
    {
        ArgumentNullException.ThrowIfNull(tensor);
        return new Target<T>(tensor, default);
    }

    /// <summary>A parameter as a target.</summary>
    public static implicit operator Target<T>(Parameter<T> parameter)
    {
        ArgumentNullException.ThrowIfNull(parameter);
        return new Target<T>(parameter, default);
    }

    /// <summary>A scalar as a target.</summary>
    public static implicit operator Target<T>(Var<T> scalar) => new(null, scalar);

    /// <summary>The tensor on the tape that stands for this target; null for a scalar, or for what the tape never saw.</summary>
    internal Tensor? On(Tape tape) => _item is Parameter<T> parameter ? tape.LeafOrNull(parameter) : Tensor is { } tensor && tensor.Owner == tape.Root ? tensor : null;

    internal string Describe(int place)
        => Parameter is { } parameter ? $"parameter {parameter}" : Scalar is { } scalar ? $"target {place} (scalar {scalar})" : $"target {place} (shape {Shape})";
}
