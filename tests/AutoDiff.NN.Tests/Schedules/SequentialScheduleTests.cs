namespace AutoDiff.NN.Tests;

public sealed class SequentialScheduleTests
{
    [Fact]
    public void Every_part_counts_from_its_own_beginning() => Rates.Are(
        new SequentialSchedule([new LinearWarmUp(2, start: 0.5), new ExponentialDecay(0.5), new StepDecay(2)], milestones: [3, 5]),
        0.05, 0.075, 0.1, 0.1, 0.05, 0.1, 0.1, 0.01);

    [Fact]
    public void The_momentum_is_that_of_the_part_in_force()
    {
        var schedule = new SequentialSchedule([new ConstantWarmUp(2), new Cyclic(0.5, rise: 2)], milestones: [2]);
        Assert.Null(schedule.Momentum(1));
        Assert.Equal(0.9, schedule.Momentum(2));
        Assert.Equal(0.8, schedule.Momentum(4)!.Value, 1e-15);
    }

    [Fact]
    public void Milestones_must_fit()
    {
        Assert.Throws<ArgumentException>(() => new SequentialSchedule([new ExponentialDecay(1)], [3]));
        Assert.Throws<ArgumentException>(() => new SequentialSchedule([], []));
        Assert.Throws<ArgumentException>(() => new SequentialSchedule([new ExponentialDecay(1), new ExponentialDecay(1)], [0]));
        Assert.Throws<ArgumentException>(() => new SequentialSchedule([new ExponentialDecay(1), new ExponentialDecay(1), new ExponentialDecay(1)], [3, 3]));
    }
}
