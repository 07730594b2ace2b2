namespace AutoDiff.NN;

/// <summary>Lets the rate fall to 0 as a power of the time that is left: base · (1 - min(k, length)/length)^power.</summary>
/// <remarks>Source: Chen et al. 2017, "DeepLab" (the "poly" policy).</remarks>
public sealed class PolynomialDecay : Schedule
{
    private readonly int _length;
    private readonly double _power;

    /// <summary>Creates the schedule.</summary>
    /// <param name="length">From which epoch or step on the rate is 0.</param>
    /// <param name="power">1 for a straight line.</param>
    /// <exception cref="ArgumentOutOfRangeException">A setting is not positive.</exception>
    public PolynomialDecay(int length, double power = 1)
        => (_length, _power) = (Require.Positive("polynomial decay", length), Require.Positive("polynomial decay", power));

    /// <inheritdoc/>
    public override double Rate(double baseRate, int position) => baseRate * Math.Pow(1 - (double)Math.Min(position, _length) / _length, _power);
}
