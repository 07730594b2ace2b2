namespace AutoDiff.NN.Tests;

public sealed class LionTests
{
    // Expected: the formula of the remarks in numpy.
    [Fact]
    public void Steps_are_those_of_the_paper() => Stream.Leads(
        w => new Lion<double>(w, 0.05, weightDecay: 0.2),
        0.5356445000000001, -1.16336875, 1.792093, 0.36137273928366065, -1.0563422551146007, 1.6532824619954407);

    // Expected: the formula of the remarks in numpy.
    [Fact]
    public void A_direction_of_zero_is_no_step() => Stream.Leads(
        w => new Lion<double>(w, 0.05, beta1: 0, beta2: 0.5),
        0.5, -1.25, 1.9, 0.45, -1.2, 1.8499999999999999);
}
