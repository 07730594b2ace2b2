using System.Runtime.CompilerServices;

namespace AutoDiff.NN;

/// <summary>A vector with an element for every element of some parameters, in parts of their shapes.</summary>
internal sealed class PartedVector<T> where T : unmanaged, IFloatingPointIeee754<T>
{
    private readonly IReadOnlyList<Parameter<T>> _parameters;
    private readonly Parameter<T>[] _parts;

    /// <summary>A vector of zeros.</summary>
    public PartedVector(IReadOnlyList<Parameter<T>> parameters, string name)
        => (_parameters, _parts) = (parameters, [.. parameters.Select(parameter => new Parameter<T>(Tensor.Zeros<T>(parameter.Shape), $"{name} of {parameter.Name}"))]);

    /// <summary>The vector in memory of the parameters themselves.</summary>
    public PartedVector(IReadOnlyList<Parameter<T>> parameters) => (_parameters, _parts) = (parameters, [.. parameters]);

    public double Dot(PartedVector<T> other)
    {
        var sum = 0.0;
        for (var k = 0; k < _parts.Length; k++) sum += _parts[k].Dot(other._parts[k]);
        return sum;
    }

    /// <summary>Σ |x|.</summary>
    public double SumOfMagnitudes()
    {
        var sum = 0.0;
        foreach (var part in _parts) sum += part.Norm(1);
        return sum;
    }

    /// <summary>max |x|.</summary>
    public double Largest()
    {
        var largest = 0.0;
        foreach (var part in _parts) largest = Math.Max(largest, part.Norm(double.PositiveInfinity));
        return largest;
    }

    /// <summary>this ← scale · other.</summary>
    public void Set(double scale, PartedVector<T> other)
    {
        for (var k = 0; k < _parts.Length; k++) _parts[k].Update(other._parts[k], new ScaledRule(scale));
    }

    /// <summary>this ← this + scale · other.</summary>
    public void Add(double scale, PartedVector<T> other)
    {
        for (var k = 0; k < _parts.Length; k++) _parts[k].Update(other._parts[k], new AddScaledRule(scale));
    }

    /// <summary>this ← sign · gradient.</summary>
    public void Take(Gradients<T> gradients, double sign)
    {
        for (var k = 0; k < _parts.Length; k++) _parameters[k].Update(gradients, new TakeRule(sign), _parts[k]);
    }

    public void Visit(IStateVisitor<T> visitor, string name)
    {
        for (var k = 0; k < _parts.Length; k++) visitor.Visit($"{name}.{k}", _parts[k]);
    }
}

internal readonly record struct ScaledRule(double Scale) : IUpdate
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public N Next<N>(N value, N gradient) where N : IReal<N> => N.From(Scale) * gradient;
}

internal readonly record struct AddScaledRule(double Scale) : IUpdate
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public N Next<N>(N value, N gradient) where N : IReal<N> => value + N.From(Scale) * gradient;
}

/// <summary>Leaves the value as it is: the state becomes the gradient.</summary>
internal readonly record struct TakeRule(double Sign) : IUpdate1
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public (N Value, N State) Next<N>(N value, N gradient, N state) where N : IReal<N> => (value, N.From(Sign) * gradient);
}
