namespace AutoDiff.NN;

/// <summary>Lets the rate grow along a straight line: base · (start + (end - start) · min(k, length)/length). With an end below the start it falls.</summary>
/// <remarks>Source: Goyal et al. 2017, "Accurate, large minibatch SGD", section 2.2.</remarks>
public sealed class LinearWarmUp : Schedule
{
    private readonly int _length;
    private readonly double _start, _end;

    /// <summary>Creates the schedule.</summary>
    /// <param name="length">At which epoch or step the end is reached.</param>
    /// <param name="start">What the rate is multiplied by at first.</param>
    /// <param name="end">What the rate is multiplied by at the end and after.</param>
    /// <exception cref="ArgumentOutOfRangeException">The length is not positive, or a factor negative or not finite.</exception>
    public LinearWarmUp(int length, double start = 1.0 / 3, double end = 1)
    {
        _length = Require.Positive("linear warm-up", length);
        (_start, _end) = (Require.NotNegative("linear warm-up", start), Require.NotNegative("linear warm-up", end));
    }

    /// <inheritdoc/>
    public override double Rate(double baseRate, int position)
        => baseRate * (_start + (_end - _start) * Math.Min(position, _length) / _length);
}
