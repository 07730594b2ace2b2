namespace AutoDiff.NN.Tests;

public sealed class PolynomialDecayTests
{
    [Fact]
    public void The_rate_falls_to_zero_and_stays_there() => Rates.Are(new PolynomialDecay(4, 2), 0.1, 0.1 * 9 / 16, 0.1 * 4 / 16, 0.1 / 16, 0, 0);

    [Fact]
    public void Settings_out_of_range_are_refused()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => new PolynomialDecay(0));
        Assert.Throws<ArgumentOutOfRangeException>(() => new PolynomialDecay(4, 0));
    }
}
