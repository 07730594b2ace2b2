namespace AutoDiff.NN;

/// <summary>Multiplies the rate by a factor every so often: base · factor^⌊k/period⌋.</summary>
public sealed class StepDecay : Schedule
{
    private readonly int _period;
    private readonly double _factor;

    /// <summary>Creates the schedule.</summary>
    /// <param name="period">How many epochs or steps a rate lasts.</param>
    /// <param name="factor">What the rate is multiplied by.</param>
    /// <exception cref="ArgumentOutOfRangeException">The period is not positive, or the factor negative or not finite.</exception>
    public StepDecay(int period, double factor = 0.1)
        => (_period, _factor) = (Require.Positive("step decay", period), Require.NotNegative("step decay", factor));

    /// <inheritdoc/>
    public override double Rate(double baseRate, int position) => baseRate * Math.Pow(_factor, position / _period);
}
