using System.Globalization;

namespace AutoDiff.NN;

/// <summary>Modules applied one after the other. Their names are their places: 0, 1, ...</summary>
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
        for (var k = 0; k < _parts.Length; k++) Add(k.ToString(CultureInfo.InvariantCulture), _parts[k]);
    }

    /// <summary>How many modules there are.</summary>
    public int Count => _parts.Length;

    /// <summary>The module at a place.</summary>
    public Module<T> this[int place] => _parts[place];

    /// <inheritdoc/>
    public override Tensor<T> Forward(Tensor<T> x)
    {
        foreach (var part in _parts)
        {
            x = part.Forward(x);
            Observation.ReportOf(part, x.Shape);
        }

        return Output(x);
    }
}
