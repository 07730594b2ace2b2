namespace AutoDiff.NN.Tests;

public sealed class LinearWarmUpTests
{
    [Fact]
    public void The_rate_grows_to_the_base_rate() => Rates.Are(new LinearWarmUp(4, start: 0.2), 0.02, 0.04, 0.06, 0.08, 0.1, 0.1);

    [Fact]
    public void With_an_end_below_the_start_it_falls() => Rates.Are(new LinearWarmUp(2, start: 1, end: 0.5), 0.1, 0.075, 0.05, 0.05);

    [Fact]
    public void A_length_of_zero_is_refused() => Assert.Throws<ArgumentOutOfRangeException>(() => new LinearWarmUp(0));
}
