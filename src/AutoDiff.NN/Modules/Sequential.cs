namespace AutoDiff.NN;

/// <summary>Modules applied one after the other.</summary>
/// <typeparam name="T">float or double.</typeparam>
/// <example><code>var model = new Sequential&lt;float&gt;(new Linear&lt;float&gt;(784, 128, random), new Relu&lt;float&gt;(), new Linear&lt;float&gt;(128, 10, random));</code></example>
public sealed class Sequential<T> : Module<T> where T : unmanaged, IFloatingPointIeee754<T>
{
    private readonly Module<T>[] _parts;

    /// <summary>Creates a chain of modules, the first to be applied first.</summary>
    public Sequential(params ReadOnlySpan<Module<T>> parts)
    {
        foreach (var part in parts) ArgumentNullException.ThrowIfNull(part, nameof(parts));
        _parts = parts.ToArray();
        Parameters = base.Parameters;
    }

    /// <inheritdoc/>
    public override IReadOnlyList<Parameter<T>> Parameters { get; }

    /// <inheritdoc/>
    public override IReadOnlyList<Module<T>> Parts => _parts;

    /// <inheritdoc/>
    public override Tensor<T> Forward(Tensor<T> x)
    {
        foreach (var part in _parts) x = part.Forward(x);
        return x;
    }
}
