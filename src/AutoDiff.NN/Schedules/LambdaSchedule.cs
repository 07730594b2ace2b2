namespace AutoDiff.NN;

/// <summary>A schedule of your own: base · factor(k).</summary>
/// <example><code>var schedule = new LambdaSchedule(epoch => 1 / (1 + 0.1 * epoch));</code></example>
public sealed class LambdaSchedule : Schedule
{
    private readonly Func<int, double> _factor;

    /// <summary>Creates the schedule.</summary>
    /// <param name="factor">What the base rate is multiplied by at a position; a pure function, so that a training can be continued.</param>
    public LambdaSchedule(Func<int, double> factor)
    {
        ArgumentNullException.ThrowIfNull(factor);
        _factor = factor;
    }

    /// <inheritdoc/>
    public override double Rate(double baseRate, int position) => baseRate * _factor(position);
}
