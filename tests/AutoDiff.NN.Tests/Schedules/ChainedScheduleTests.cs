namespace AutoDiff.NN.Tests;

public sealed class ChainedScheduleTests
{
    [Fact]
    public void Factors_multiply() => Rates.Are(new ChainedSchedule(new ConstantWarmUp(2, 0.5), new ExponentialDecay(0.5)), 0.05, 0.025, 0.025, 0.0125);

    [Fact]
    public void The_momentum_is_that_of_the_last_that_has_one()
    {
        var schedule = new ChainedSchedule(new Cyclic(0.5, rise: 2), new ExponentialDecay(0.5));
        Assert.Equal(0.9, schedule.Momentum(0));
    }

    [Fact]
    public void An_empty_chain_is_refused() => Assert.Throws<ArgumentException>(() => new ChainedSchedule());
}
