using System.Runtime.CompilerServices;

namespace AutoDiff.NN;

/// <summary>An average of the weights along a training, which often generalises better than the last weights.</summary>
/// <typeparam name="T">float or double.</typeparam>
/// <remarks>
/// Equal: a ← a + (w - a)/(n + 1), n counting the weights so far. Exponential: a ← a + (1 - decay) · (w - a). The first weights are copied.
/// Source: Polyak and Juditsky 1992, "Acceleration of stochastic approximation by averaging"; Izmailov et al. 2018, "Averaging weights leads to
/// wider optima and better generalization" (SWA). Only parameters are averaged: running statistics of a model are not.
/// </remarks>
/// <example><code>
/// var average = new WeightAverage&lt;float&gt;(model.Parameters, decay: 0.999);
/// // after each step:
/// average.Add();
/// // to evaluate:
/// using (average.Swap()) Evaluate(model);
/// </code></example>
public sealed class WeightAverage<T> : IStateful<T> where T : unmanaged, IFloatingPointIeee754<T>
{
    private readonly Parameter<T>[] _parameters, _averages;
    private readonly double? _decay;
    private bool _isSwapped;

    /// <summary>Begins an average of no weights yet.</summary>
    /// <param name="parameters">At least one, each once.</param>
    /// <param name="decay">How much of an exponential average (EMA) stays, in [0, 1); null for the equal average of all weights added (SWA).</param>
    /// <exception cref="ArgumentException">No parameters, or one of them twice.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The decay is out of range.</exception>
    public WeightAverage(IReadOnlyList<Parameter<T>> parameters, double? decay = null)
    {
        ArgumentNullException.ThrowIfNull(parameters);
        if (parameters.Count == 0) throw new ArgumentException("average: there are no parameters to average.", nameof(parameters));
        if (parameters.Distinct().Count() != parameters.Count) throw new ArgumentException("average: a parameter is given twice; one that is shared is listed once.", nameof(parameters));
        _decay = decay is { } fraction ? Require.Fraction("average", fraction, nameof(decay)) : null;
        _parameters = [.. parameters];
        _averages = Array.ConvertAll(_parameters, parameter => new Parameter<T>(Tensor.Zeros<T>(parameter.Shape), $"average of {parameter.Name}"));
    }

    /// <summary>How many weights were added.</summary>
    public int Count { get; private set; }

    /// <summary>The averages, in the order of the parameters; zeros before the first weights.</summary>
    public IReadOnlyList<Parameter<T>> Averages => _averages;

    /// <summary>Adds the weights as they are now.</summary>
    /// <exception cref="InvalidOperationException">The averages are swapped in.</exception>
    public void Add()
    {
        if (_isSwapped) throw new InvalidOperationException("average: the averages are swapped in, so the weights are not those of the training; dispose the swap first.");
        var share = _decay is { } decay ? 1 - decay : 1.0 / (Count + 1);
        for (var k = 0; k < _parameters.Length; k++)
        {
            if (Count == 0) _averages[k].Update(_parameters[k], new ScaledRule(1));
            else _averages[k].Update(_parameters[k], new ApproachRule(share));
        }

        Count++;
    }

    /// <summary>Exchanges weights and averages, in place, until the result is disposed.</summary>
    /// <returns>Exchanges them back on disposal.</returns>
    /// <exception cref="InvalidOperationException">No weights were added yet, or the averages are swapped in already.</exception>
    public IDisposable Swap()
    {
        if (Count == 0) throw new InvalidOperationException("average: no weights were added yet.");
        if (_isSwapped) throw new InvalidOperationException("average: the averages are swapped in already.");
        Exchange();
        return new Swapped(this);
    }

    /// <inheritdoc/>
    /// <exception cref="InvalidOperationException">The averages are swapped in.</exception>
    public void Visit(IStateVisitor<T> visitor)
    {
        ArgumentNullException.ThrowIfNull(visitor);
        if (_isSwapped) throw new InvalidOperationException("average: the averages are swapped in; dispose the swap before saving or restoring.");
        Count = (int)visitor.Visit("count", Count);
        for (var k = 0; k < _averages.Length; k++) visitor.Visit($"average.{k}", _averages[k]);
    }

    private void Exchange()
    {
        Span<T> buffer = stackalloc T[256];
        for (var k = 0; k < _parameters.Length; k++)
        {
            var weights = _parameters[k].Update();
            var averages = _averages[k].Update();
            while (!weights.IsEmpty)
            {
                var length = Math.Min(buffer.Length, weights.Length);
                weights[..length].CopyTo(buffer);
                averages[..length].CopyTo(weights);
                buffer[..length].CopyTo(averages);
                weights = weights[length..];
                averages = averages[length..];
            }
        }

        _isSwapped = !_isSwapped;
    }

    private sealed class Swapped(WeightAverage<T> average) : IDisposable
    {
        private bool _isDone;

        public void Dispose()
        {
            if (_isDone) return;
            _isDone = true;
            average.Exchange();
        }
    }
}

/// <summary>a + share · (w - a).</summary>
internal readonly record struct ApproachRule(double Share) : IUpdate
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public N Next<N>(N value, N gradient) where N : IReal<N> => value + N.From(Share) * (gradient - value);
}
