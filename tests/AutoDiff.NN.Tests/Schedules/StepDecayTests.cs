namespace AutoDiff.NN.Tests;

public sealed class StepDecayTests
{
    [Fact]
    public void A_rate_lasts_a_period() => Rates.Are(new StepDecay(3, 0.5), 0.1, 0.1, 0.1, 0.05, 0.05, 0.05, 0.025, 0.025, 0.025, 0.0125);

    [Fact]
    public void Settings_out_of_range_are_refused()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => new StepDecay(0));
        Assert.Throws<ArgumentOutOfRangeException>(() => new StepDecay(1, -0.5));
    }
}
