namespace AutoDiff.NN.Tests;

public sealed class AdagradTests
{
    // Expected: PyTorch 1.13.1 in float64, torch.optim.Adagrad.
    [Fact]
    public void Steps_are_those_of_PyTorch() => Stream.Leads(
        w => new Adagrad<double>(w, 0.1, rateDecay: 0.1, weightDecay: 0.1, initialSum: 0.5),
        0.496433953425166, -1.188553087336568, 1.843752615145844, 0.37113262521286833, -1.2044951887746655, 1.8504622410294649);

    // Expected: PyTorch 1.13.1 in float64, torch.optim.Adagrad.
    [Fact]
    public void Maximising_is_that_of_PyTorch() => Stream.Leads(
        w => new Adagrad<double>(w, 0.1) { IsMaximising = true },
        0.5142507074101181, -1.299612897442885, 2.180873608411873, 0.6958795563285561, -1.2508469830834117, 2.1282098441011223);
}
