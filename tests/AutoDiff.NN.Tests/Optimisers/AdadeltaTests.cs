namespace AutoDiff.NN.Tests;

public sealed class AdadeltaTests
{
    // Expected: PyTorch 1.13.1 in float64, torch.optim.Adadelta.
    [Fact]
    public void Steps_are_those_of_PyTorch() => Stream.Leads(
        w => new Adadelta<double>(w, 0.5, rho: 0.8, epsilon: 1e-3, weightDecay: 0.1),
        0.49948995139900704, -1.2311478394405426, 1.9151969054311846, 0.37655559577367936, -1.23349458623346, 1.9054866900667244);
}
