namespace AutoDiff.NN.Tests;

public sealed class MultiStepDecayTests
{
    [Fact]
    public void Each_milestone_counts_from_its_position_on() => Rates.Are(new MultiStepDecay([5, 2], 0.5), 0.1, 0.1, 0.05, 0.05, 0.05, 0.025, 0.025);

    [Fact]
    public void A_milestone_that_is_there_twice_counts_twice() => Rates.Are(new MultiStepDecay([1, 1], 0.5), 0.1, 0.025, 0.025);

    [Fact]
    public void A_negative_milestone_is_refused() => Assert.Throws<ArgumentOutOfRangeException>(() => new MultiStepDecay([3, -1]));
}
