namespace AutoDiff.NN.Tests;

public sealed class ExponentialDecayTests
{
    [Fact]
    public void Every_position_multiplies() => Rates.Are(new ExponentialDecay(0.5), 0.1, 0.05, 0.025, 0.0125, 0.00625);

    [Fact]
    public void A_negative_factor_is_refused() => Assert.Throws<ArgumentOutOfRangeException>(() => new ExponentialDecay(-1));
}
