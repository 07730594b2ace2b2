namespace AutoDiff.NN;

/// <summary>Schedules one after the other, each counted from its own beginning.</summary>
/// <example><code>var schedule = new SequentialSchedule([new LinearWarmUp(5), new CosineAnnealing(45)], milestones: [5]);</code></example>
public sealed class SequentialSchedule : Schedule
{
    private readonly Schedule[] _parts;
    private readonly int[] _milestones;

    /// <summary>Creates the schedule.</summary>
    /// <param name="parts">The schedules, the first to begin at 0.</param>
    /// <param name="milestones">Where each of the others begins, in rising order.</param>
    /// <exception cref="ArgumentException">There is not one milestone less than schedules, or they do not rise.</exception>
    public SequentialSchedule(ReadOnlySpan<Schedule> parts, ReadOnlySpan<int> milestones)
    {
        foreach (var part in parts) ArgumentNullException.ThrowIfNull(part, nameof(parts));
        if (milestones.Length != parts.Length - 1)
            throw new ArgumentException($"sequence: {parts.Length} schedules need one milestone less, got {milestones.Length}.", nameof(milestones));
        for (var k = 0; k < milestones.Length; k++)
        {
            if (milestones[k] <= (k == 0 ? 0 : milestones[k - 1]))
                throw new ArgumentException($"sequence: milestones must rise from above 0, got {string.Join(", ", milestones.ToArray())}.", nameof(milestones));
        }

        (_parts, _milestones) = (parts.ToArray(), milestones.ToArray());
    }

    /// <inheritdoc/>
    public override double Rate(double baseRate, int position)
    {
        var part = Part(position);
        return _parts[part].Rate(baseRate, position - Start(part));
    }

    /// <inheritdoc/>
    public override double? Momentum(int position)
    {
        var part = Part(position);
        return _parts[part].Momentum(position - Start(part));
    }

    private int Part(int position)
    {
        var part = 0;
        while (part < _milestones.Length && _milestones[part] <= position) part++;
        return part;
    }

    private int Start(int part) => part == 0 ? 0 : _milestones[part - 1];
}
