namespace AutoDiff.NN.Tests;

public sealed class AdamaxTests
{
    // Expected: PyTorch 1.13.1 in float64, torch.optim.Adamax.
    [Fact]
    public void Steps_are_those_of_PyTorch() => Stream.Leads(
        w => new Adamax<double>(w, 0.05, beta1: 0.7, beta2: 0.9, weightDecay: 0.1),
        0.4691858331696812, -1.1837201583879013, 1.8736027531761583, 0.4052185619252996, -1.195611442650022, 1.8409887782715315);
}
