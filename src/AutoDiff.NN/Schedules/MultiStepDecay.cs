namespace AutoDiff.NN;

/// <summary>Multiplies the rate by a factor at each milestone: base · factor^(number of milestones ≤ k).</summary>
public sealed class MultiStepDecay : Schedule
{
    private readonly int[] _milestones;
    private readonly double _factor;

    /// <summary>Creates the schedule.</summary>
    /// <param name="milestones">From which epochs or steps on the rate is multiplied; one that is there twice counts twice.</param>
    /// <param name="factor">What the rate is multiplied by.</param>
    /// <exception cref="ArgumentOutOfRangeException">A milestone is negative, or the factor negative or not finite.</exception>
    public MultiStepDecay(ReadOnlySpan<int> milestones, double factor = 0.1)
    {
        foreach (var milestone in milestones) Require.NotNegative("multi-step decay", milestone);
        (_milestones, _factor) = (milestones.ToArray(), Require.NotNegative("multi-step decay", factor));
    }

    /// <inheritdoc/>
    public override double Rate(double baseRate, int position)
    {
        var passed = 0;
        foreach (var milestone in _milestones) passed += milestone <= position ? 1 : 0;
        return baseRate * Math.Pow(_factor, passed);
    }
}
