namespace AutoDiff.NN;

/// <summary>Schedules at the same time: the rate of each is the base rate of the next, so factors multiply.</summary>
/// <example><code>var schedule = new ChainedSchedule(new ConstantWarmUp(2), new ExponentialDecay(0.9));</code></example>
public sealed class ChainedSchedule : Schedule
{
    private readonly Schedule[] _links;

    /// <summary>Creates the schedule.</summary>
    /// <param name="links">At least one. A momentum is that of the last link that has one.</param>
    /// <exception cref="ArgumentException">There is none.</exception>
    public ChainedSchedule(params ReadOnlySpan<Schedule> links)
    {
        foreach (var link in links) ArgumentNullException.ThrowIfNull(link, nameof(links));
        if (links.IsEmpty) throw new ArgumentException("chain: at least one schedule is required.", nameof(links));
        _links = links.ToArray();
    }

    /// <inheritdoc/>
    public override double Rate(double baseRate, int position)
    {
        foreach (var link in _links) baseRate = link.Rate(baseRate, position);
        return baseRate;
    }

    /// <inheritdoc/>
    public override double? Momentum(int position)
    {
        double? momentum = null;
        foreach (var link in _links) momentum = link.Momentum(position) ?? momentum;
        return momentum;
    }
}
