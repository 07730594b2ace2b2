namespace AutoDiff.NN.Tests;

public sealed class SchedulerTests
{
    [Fact]
    public void The_rate_of_the_first_position_is_in_force_at_once()
    {
        var optimiser = Optimiser();
        var scheduler = new Scheduler<double>(optimiser, new ConstantWarmUp(1, 0.5));
        Assert.Equal(0.05, optimiser.LearningRate);
        scheduler.Advance();
        Assert.Equal(0.1, optimiser.LearningRate);
        Assert.Equal(1, scheduler.Position);
    }

    [Fact]
    public void Every_group_keeps_its_base_rate()
    {
        var optimiser = Optimiser();
        optimiser.Add([new(Tensor.Of(1.0))], learningRate: 0.4);
        var scheduler = new Scheduler<double>(optimiser, new ExponentialDecay(0.5));
        scheduler.Advance();
        Assert.Equal([0.05, 0.2], optimiser.Groups.Select(group => group.LearningRate));
    }

    [Fact]
    public void Every_group_may_have_a_schedule_of_its_own()
    {
        var optimiser = Optimiser();
        optimiser.Add([new(Tensor.Of(1.0))], learningRate: 0.4);
        var scheduler = new Scheduler<double>(optimiser, new ExponentialDecay(0.5), new ExponentialDecay(0.25)) { Position = 2 };
        Assert.Equal([0.1 / 4, 0.4 / 16], optimiser.Groups.Select(group => group.LearningRate));
    }

    [Fact]
    public void The_momentum_moves_too()
    {
        var optimiser = Optimiser(momentum: 0.5);
        var scheduler = new Scheduler<double>(optimiser, new Cyclic(0.5, rise: 2));
        Assert.Equal(0.9, optimiser.Groups[0].Momentum);
        scheduler.Position = 2;
        Assert.Equal(0.8, optimiser.Groups[0].Momentum, 1e-15);
        Assert.Equal(0.5, optimiser.LearningRate, 1e-15);
    }

    [Fact]
    public void A_momentum_that_is_not_there_is_missed()
        => Assert.Throws<InvalidOperationException>(() => new Scheduler<double>(Optimiser(), new OneCycle(0.5, 10)));

    [Fact]
    public void A_restored_scheduler_continues_where_it_was()
    {
        var optimiser = Optimiser();
        var scheduler = new Scheduler<double>(optimiser, new CosineAnnealing(10));
        for (var k = 0; k < 4; k++) scheduler.Advance();
        var (state, settings) = (SavedState<double>.Of(scheduler), SavedState<double>.Of(optimiser));

        // Restored in either order, and made when the rate was already reduced.
        var other = Optimiser();
        settings.RestoreTo(other);
        var restored = new Scheduler<double>(other, new CosineAnnealing(10));
        state.RestoreTo(restored);
        for (var k = 0; k < 3; k++)
        {
            scheduler.Advance();
            restored.Advance();
            Assert.Equal(optimiser.LearningRate, other.LearningRate);
        }
    }

    [Fact]
    public void Saving_does_not_touch_the_rates()
    {
        var optimiser = Optimiser();
        var scheduler = new Scheduler<double>(optimiser, new ExponentialDecay(0.5));
        optimiser.LearningRate = 0.007;
        SavedState<double>.Of(scheduler);
        Assert.Equal(0.007, optimiser.LearningRate);
    }

    [Fact]
    public void Advancing_does_not_allocate()
    {
        var optimiser = Optimiser(momentum: 0.5);
        var scheduler = new Scheduler<double>(
            optimiser, new SequentialSchedule([new LinearWarmUp(10), new ChainedSchedule(new CosineAnnealing(1000), new OneCycle(0.5, 1000), new Cyclic(0.5))], [10]));
        for (var k = 0; k < 100; k++) scheduler.Advance();
        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var k = 0; k < 100; k++) scheduler.Advance();
        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
    }

    [Fact]
    public void Misuse_is_refused()
    {
        Assert.Throws<ArgumentException>(() => new Scheduler<double>(Optimiser()));
        Assert.Throws<ArgumentException>(() => new Scheduler<double>(Optimiser(), new ExponentialDecay(1), new ExponentialDecay(1)));
        Assert.Throws<ArgumentOutOfRangeException>(() => new Scheduler<double>(Optimiser(), new ExponentialDecay(1)) { Position = -1 });
    }

    private static Sgd<double> Optimiser(double momentum = 0) => new([new(Tensor.Of(1.0))], 0.1, momentum);
}
