namespace AutoDiff.NN;

/// <summary>Lets the rate fall along half a cosine, again and again from the start: minimum + (base - minimum) · (1 + cos(π c/p))/2, c counted within a period of length p.</summary>
/// <remarks>Source: Loshchilov and Hutter 2017, "SGDR: stochastic gradient descent with warm restarts".</remarks>
public sealed class CosineAnnealingWarmRestarts : Schedule
{
    private readonly int _period, _growth;
    private readonly double _minimum;

    /// <summary>Creates the schedule.</summary>
    /// <param name="period">The length of the first period.</param>
    /// <param name="growth">How many times longer each period is than the one before.</param>
    /// <param name="minimum">The lowest rate.</param>
    /// <exception cref="ArgumentOutOfRangeException">An integer is not positive, or the minimum negative or not finite.</exception>
    public CosineAnnealingWarmRestarts(int period, int growth = 1, double minimum = 0)
    {
        (_period, _growth) = (Require.Positive("cosine annealing with warm restarts", period), Require.Positive("cosine annealing with warm restarts", growth));
        _minimum = Require.NotNegative("cosine annealing with warm restarts", minimum);
    }

    /// <inheritdoc/>
    public override double Rate(double baseRate, int position)
    {
        long period = _period, within = _growth == 1 ? position % _period : position;
        for (; within >= period; period *= _growth) within -= period;
        return Annealing.Cosine.Between(baseRate, _minimum, (double)within / period);
    }
}
