namespace AutoDiff.NN;

/// <summary>A smaller rate at first: base · factor while k &lt; length, then base.</summary>
/// <remarks>Source: Goyal et al. 2017, "Accurate, large minibatch SGD", section 2.2.</remarks>
public sealed class ConstantWarmUp : Schedule
{
    private readonly int _length;
    private readonly double _factor;

    /// <summary>Creates the schedule.</summary>
    /// <param name="length">How many epochs or steps the warm-up lasts.</param>
    /// <param name="factor">What the rate is multiplied by until then.</param>
    /// <exception cref="ArgumentOutOfRangeException">A setting is negative or not finite.</exception>
    public ConstantWarmUp(int length, double factor = 1.0 / 3)
        => (_length, _factor) = (Require.NotNegative("constant warm-up", length), Require.NotNegative("constant warm-up", factor));

    /// <inheritdoc/>
    public override double Rate(double baseRate, int position) => position < _length ? baseRate * _factor : baseRate;
}
