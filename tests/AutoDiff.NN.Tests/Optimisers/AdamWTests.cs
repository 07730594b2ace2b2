namespace AutoDiff.NN.Tests;

public sealed class AdamWTests
{
    // Expected: PyTorch 1.13.1 in float64, torch.optim.AdamW.
    [Fact]
    public void Steps_are_those_of_PyTorch() => Stream.Leads(
        w => new AdamW<double>(w, 0.05, weightDecay: 0.3),
        0.45512863586996677, -1.1281800798087063, 1.775292706510972, 0.32521508274666155, -1.075129146260025, 1.6182561179788413);

    // Expected: PyTorch 1.13.1 in float64, torch.optim.AdamW.
    [Fact]
    public void The_largest_square_is_that_of_PyTorch() => Stream.Leads(
        w => new AdamW<double>(w, 0.05, beta1: 0.8, beta2: 0.6, isAmsGrad: true),
        0.4766836715888329, -1.1855941635845566, 1.8670211883031398, 0.3989345001734526, -1.2178542798312793, 1.8581849439586142);

    [Fact]
    public void Without_a_gradient_weights_shrink_by_rate_and_decay()
    {
        var w = new Parameter<double>(Tensor.Of(2.0));
        var optimiser = new AdamW<double>([w], 0.1, weightDecay: 0.5);
        for (var step = 0; step < 10; step++) Stream.Step(optimiser, w, 0);
        Assert.Equal(2 * Math.Pow(1 - 0.1 * 0.5, 10), w.Snapshot().Item, 1e-14);
    }
}
