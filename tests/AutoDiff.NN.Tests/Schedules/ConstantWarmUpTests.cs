namespace AutoDiff.NN.Tests;

public sealed class ConstantWarmUpTests
{
    [Fact]
    public void The_rate_is_smaller_at_first() => Rates.Are(new ConstantWarmUp(2, 0.25), 0.025, 0.025, 0.1, 0.1);

    [Fact]
    public void A_negative_length_is_refused() => Assert.Throws<ArgumentOutOfRangeException>(() => new ConstantWarmUp(-1));
}
