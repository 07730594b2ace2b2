namespace AutoDiff.NN;

/// <summary>Multiplies the learning rates by a factor when a metric has stopped getting better.</summary>
/// <typeparam name="T">float or double.</typeparam>
/// <remarks>
/// A metric m is better than the best so far b where m &lt; b · (1 - threshold), or m &lt; b - threshold if the threshold is absolute; to maximise,
/// m &gt; b · (1 + threshold) or m &gt; b + threshold. NaN is never better. It reduces the rates that it finds: a <see cref="Scheduler{T}"/> that
/// advances on the same optimiser overrides it. In the form of torch.optim.lr_scheduler.ReduceLROnPlateau.
/// </remarks>
/// <example><code>
/// var plateau = new ReduceOnPlateau&lt;float&gt;(optimiser, patience: 3);
/// // after each epoch:
/// if (plateau.Advance(validationLoss)) Console.WriteLine($"learning rate {optimiser.LearningRate}");
/// </code></example>
public sealed class ReduceOnPlateau<T> : IStateful<T> where T : unmanaged, IFloatingPointIeee754<T>
{
    private readonly ParameterGroup<T>[] _groups;
    private readonly double[] _minimumRates;
    private readonly double _factor, _threshold, _smallestChange;
    private readonly int _patience, _coolDown;
    private readonly bool _isMaximising, _isAbsolute;
    private int _bad, _coolDownLeft;

    /// <summary>Begins without a best metric.</summary>
    /// <param name="optimiser">Whose rates to reduce; groups that are added later are left alone.</param>
    /// <param name="isMaximising">True where a higher metric is better.</param>
    /// <param name="factor">What the rates are multiplied by, in [0, 1).</param>
    /// <param name="patience">How many epochs without a better metric are let pass.</param>
    /// <param name="threshold">By how much a metric must be better to count.</param>
    /// <param name="isAbsolute">Whether the threshold is a difference rather than a share of the best metric.</param>
    /// <param name="coolDown">How many epochs after a reduction do not count as bad.</param>
    /// <param name="minimumRates">The lowest rate, one for all groups or one for each; none for 0.</param>
    /// <param name="smallestChange">A rate that would be reduced by no more than this stays.</param>
    /// <exception cref="ArgumentOutOfRangeException">A setting is out of range.</exception>
    /// <exception cref="ArgumentException">There are neither one nor as many minimum rates as groups.</exception>
    public ReduceOnPlateau(
        Optimiser<T> optimiser, bool isMaximising = false, double factor = 0.1, int patience = 10, double threshold = 1e-4, bool isAbsolute = false,
        int coolDown = 0, ReadOnlySpan<double> minimumRates = default, double smallestChange = 1e-8)
    {
        ArgumentNullException.ThrowIfNull(optimiser);
        _groups = [.. optimiser.Groups];
        if (minimumRates.Length > 1 && minimumRates.Length != _groups.Length)
            throw new ArgumentException($"plateau: one minimum rate for all groups is required, or one for each of the {_groups.Length}, got {minimumRates.Length}.", nameof(minimumRates));
        foreach (var rate in minimumRates) Require.NotNegative("plateau", rate, nameof(minimumRates));
        _minimumRates = new double[_groups.Length];
        for (var k = 0; k < _groups.Length && !minimumRates.IsEmpty; k++) _minimumRates[k] = minimumRates[minimumRates.Length == 1 ? 0 : k];
        (_factor, _patience) = (Require.Fraction("plateau", factor), Require.NotNegative("plateau", patience));
        (_threshold, _coolDown) = (Require.NotNegative("plateau", threshold), Require.NotNegative("plateau", coolDown));
        (_smallestChange, _isMaximising, _isAbsolute) = (Require.NotNegative("plateau", smallestChange), isMaximising, isAbsolute);
        Best = isMaximising ? double.NegativeInfinity : double.PositiveInfinity;
    }

    /// <summary>The best metric so far; infinite, the wrong way, before the first.</summary>
    public double Best { get; private set; }

    /// <summary>Takes the metric of an epoch, after it, and reduces the rates where that is due.</summary>
    /// <returns>True where it was.</returns>
    public bool Advance(double metric)
    {
        if (IsBetter(metric)) (Best, _bad) = (metric, 0);
        else _bad++;

        if (_coolDownLeft > 0)
        {
            _coolDownLeft--;
            _bad = 0;
        }

        if (_bad <= _patience) return false;
        for (var k = 0; k < _groups.Length; k++)
        {
            var rate = Math.Max(_groups[k].LearningRate * _factor, _minimumRates[k]);
            if (_groups[k].LearningRate - rate > _smallestChange) _groups[k].LearningRate = rate;
        }

        (_coolDownLeft, _bad) = (_coolDown, 0);
        return true;
    }

    /// <inheritdoc/>
    public void Visit(IStateVisitor<T> visitor)
    {
        ArgumentNullException.ThrowIfNull(visitor);
        Best = visitor.Visit("best", Best);
        _bad = (int)visitor.Visit("bad", _bad);
        _coolDownLeft = (int)visitor.Visit("cool_down", _coolDownLeft);
    }

    private bool IsBetter(double metric) => (_isMaximising, _isAbsolute) switch
    {
        (false, false) => metric < Best * (1 - _threshold),
        (false, true) => metric < Best - _threshold,
        (true, false) => metric > Best * (1 + _threshold),
        (true, true) => metric > Best + _threshold,
    };
}
