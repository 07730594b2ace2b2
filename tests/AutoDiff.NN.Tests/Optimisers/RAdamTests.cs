namespace AutoDiff.NN.Tests;

public sealed class RAdamTests
{
    // Expected: PyTorch 1.13.1 in float64, torch.optim.RAdam.
    [Fact]
    public void Steps_are_those_of_PyTorch_before_and_after_it_adapts() => Stream.Leads(
        w => new RAdam<double>(w, 0.05),
        0.4948718197708293, -1.1736900369003689, 1.8818838609438726, 0.44593094264730043, -1.1677787429587896, 1.8572323127368675);

    // Expected: PyTorch 1.13.1 in float64, torch.optim.RAdam.
    [Fact]
    public void Options_are_those_of_PyTorch() => Stream.Leads(
        w => new RAdam<double>(w, 0.05, beta1: 0.8, beta2: 0.9, weightDecay: 0.1),
        0.4890879012978142, -1.1602211051343352, 1.853584642531876, 0.40844017857088105, -1.1534573791921148, 1.8111060493276114);
}
