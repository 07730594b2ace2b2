namespace AutoDiff.NN.Tests;

public sealed class RpropTests
{
    // Expected: PyTorch 1.13.1 in float64, torch.optim.Rprop.
    [Fact]
    public void Steps_are_those_of_PyTorch() => Stream.Leads(
        w => new Rprop<double>(w, 0.05),
        0.45, -1.2, 1.89, 0.39749999999999996, -1.18125, 1.965);

    // Expected: PyTorch 1.13.1 in float64, torch.optim.Rprop.
    [Fact]
    public void Bounds_and_factors_are_those_of_PyTorch() => Stream.Leads(
        w => new Rprop<double>(w, 0.05, shrink: 0.4, grow: 1.3, smallest: 0.03, largest: 0.06),
        0.45, -1.2, 1.89, 0.35100000000000003, -1.17, 1.95);

    [Fact]
    public void The_first_step_is_the_learning_rate_in_force_then()
    {
        var w = new Parameter<double>(Tensor.Of(1.0));
        var optimiser = new Rprop<double>([w], 0.5) { LearningRate = 0.25 };
        Stream.Step(optimiser, w, 1e-9);
        Assert.Equal(0.75, w.Snapshot().Item);
    }

    [Fact]
    public void Settings_out_of_range_are_refused()
    {
        var w = new Parameter<double>(Tensor.Of(1.0));
        Assert.Throws<ArgumentOutOfRangeException>(() => new Rprop<double>([w], shrink: 1));
        Assert.Throws<ArgumentOutOfRangeException>(() => new Rprop<double>([w], grow: 1));
        Assert.Throws<ArgumentOutOfRangeException>(() => new Rprop<double>([w], smallest: 2, largest: 1));
    }
}
