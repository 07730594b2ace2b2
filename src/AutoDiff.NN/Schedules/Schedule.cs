namespace AutoDiff.NN;

/// <summary>Says which learning rate is in force when: a function of the position, counted from 0, in epochs or in steps.</summary>
/// <remarks>
/// A schedule remembers nothing, so the same one may serve several optimisers, and any position can be asked for. A <see cref="Scheduler{T}"/> applies it
/// to an optimiser; without one, <c>optimiser.LearningRate = schedule.Rate(0.1, epoch)</c> does. Semantics are those of PyTorch's
/// closed forms; <see cref="ReduceOnPlateau{T}"/> is no schedule, since it depends on how the training goes.
/// </remarks>
public abstract class Schedule
{
    /// <summary>The learning rate in force during an epoch or step.</summary>
    /// <param name="baseRate">The learning rate that the optimiser was made with.</param>
    /// <param name="position">Which epoch or step, counted from 0.</param>
    public abstract double Rate(double baseRate, int position);

    /// <summary>The momentum in force during an epoch or step; null where the schedule leaves it alone.</summary>
    /// <param name="position">Which epoch or step, counted from 0.</param>
    public virtual double? Momentum(int position) => null;
}
