namespace AutoDiff.NN;

/// <summary>Multiplies the rate by a factor after every epoch or step: base · factorᵏ.</summary>
public sealed class ExponentialDecay : Schedule
{
    private readonly double _factor;

    /// <summary>Creates the schedule.</summary>
    /// <param name="factor">What the rate is multiplied by.</param>
    /// <exception cref="ArgumentOutOfRangeException">The factor is negative or not finite.</exception>
    public ExponentialDecay(double factor) => _factor = Require.NotNegative("exponential decay", factor);

    /// <inheritdoc/>
    public override double Rate(double baseRate, int position) => baseRate * Math.Pow(_factor, position);
}
