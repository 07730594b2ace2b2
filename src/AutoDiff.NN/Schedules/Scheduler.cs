namespace AutoDiff.NN;

/// <summary>Sets the learning rates of an optimiser, and its momentum where the schedule has one, as the training advances.</summary>
/// <typeparam name="T">float or double.</typeparam>
/// <example><code>
/// var scheduler = new Scheduler&lt;float&gt;(optimiser, new CosineAnnealing(epochs));
/// for (var epoch = 0; epoch &lt; epochs; epoch++, scheduler.Advance())
///     foreach (var batch in data.Batches(32)) Step(batch);
/// </code></example>
public sealed class Scheduler<T> : IStateful<T> where T : unmanaged, IFloatingPointIeee754<T>
{
    private readonly ParameterGroup<T>[] _groups;
    private readonly Schedule[] _schedules;
    private readonly double[] _baseRates;
    private int _position;

    /// <summary>Sets the rates of position 0. What the groups have until then are their base rates; groups that are added later are left alone.</summary>
    /// <param name="optimiser">Whose rates to set.</param>
    /// <param name="schedules">One for all groups, or one for each.</param>
    /// <exception cref="ArgumentException">There are neither one nor as many schedules as groups.</exception>
    /// <exception cref="InvalidOperationException">A schedule sets the momentum of an optimiser that has none.</exception>
    public Scheduler(Optimiser<T> optimiser, params ReadOnlySpan<Schedule> schedules)
    {
        ArgumentNullException.ThrowIfNull(optimiser);
        foreach (var schedule in schedules) ArgumentNullException.ThrowIfNull(schedule, nameof(schedules));
        _groups = [.. optimiser.Groups];
        if (schedules.Length != 1 && schedules.Length != _groups.Length)
            throw new ArgumentException($"scheduler: one schedule for all groups is required, or one for each of the {_groups.Length}, got {schedules.Length}.", nameof(schedules));
        _schedules = schedules.ToArray();
        _baseRates = Array.ConvertAll(_groups, group => group.LearningRate);
        Apply();
    }

    /// <summary>The epoch or step whose rates are in force, counted from 0. Setting it sets the rates.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is negative.</exception>
    public int Position
    {
        get => _position;
        set
        {
            _position = Require.NotNegative("scheduler", value, nameof(Position));
            Apply();
        }
    }

    /// <summary>Goes on to the next epoch or step: call it after each.</summary>
    public void Advance() => Position++;

    /// <inheritdoc/>
    /// <remarks>The rates in force are part of the optimiser's state, which is saved and restored beside this.</remarks>
    public void Visit(IStateVisitor<T> visitor)
    {
        ArgumentNullException.ThrowIfNull(visitor);
        _position = (int)visitor.Visit("position", _position);
        for (var k = 0; k < _groups.Length; k++) _baseRates[k] = visitor.Visit($"base_rates.{k}", _baseRates[k]);
    }

    private void Apply()
    {
        for (var k = 0; k < _groups.Length; k++)
        {
            var schedule = _schedules[_schedules.Length == 1 ? 0 : k];
            _groups[k].LearningRate = schedule.Rate(_baseRates[k], _position);
            if (schedule.Momentum(_position) is { } momentum) _groups[k].Momentum = momentum;
        }
    }
}
