namespace AutoDiff.NN.Tests;

public sealed class AdamTests
{
    // Expected: PyTorch 1.13.1 in float64, torch.optim.Adam.
    [Fact]
    public void Steps_are_those_of_PyTorch() => Stream.Leads(
        w => new Adam<double>(w, 0.1),
        0.45204848863565555, -1.1138981675798378, 1.7234275709112996, 0.25281116585021823, -1.1723847464705608, 1.6647191601570406);

    // Expected: PyTorch 1.13.1 in float64, torch.optim.Adam.
    [Fact]
    public void Options_are_those_of_PyTorch() => Stream.Leads(
        w => new Adam<double>(w, 0.05, beta1: 0.8, beta2: 0.95, epsilon: 1e-6, weightDecay: 0.1),
        0.4677737636546897, -1.174286620131384, 1.8592749358540308, 0.3510613194415894, -1.1842866712752436, 1.7994371418727593);

    // Expected: PyTorch 1.13.1 in float64, torch.optim.Adam.
    [Fact]
    public void The_largest_square_is_that_of_PyTorch() => Stream.Leads(
        w => new Adam<double>(w, 0.05, beta1: 0.8, beta2: 0.6, isAmsGrad: true) { IsMaximising = true },
        0.5226084063901346, -1.3125855677040685, 2.1300545110530016, 0.5992455990303677, -1.2773458799857476, 2.134247652538633);

    // Expected: PyTorch 1.13.1 in float64, torch.optim.Adam.
    [Fact]
    public void Decoupled_it_is_AdamW() => Stream.Leads(
        w => new Adam<double>(w, 0.05, weightDecay: 0.3, isDecoupled: true),
        0.45512863586996677, -1.1281800798087063, 1.775292706510972, 0.32521508274666155, -1.075129146260025, 1.6182561179788413);

    [Theory]
    [InlineData(1)]
    [InlineData(17)]
    [InlineData(5000)]
    public void The_first_step_is_the_learning_rate_in_every_element(int length)
    {
        var w = new Parameter<float>(Tensor.Zeros<float>([length]));
        var optimiser = new Adam<float>([w], learningRate: 0.5);
        optimiser.Step(() => Tensor.Sum(2 * w.Value));

        // Whatever the gradient; epsilon and the rounding of 1 - β₂ cost a few parts in 10⁶.
        Assert.All(w.Snapshot().ToArray(), element => Assert.Equal(-0.5f, element, 1e-5f));
    }

    /// <summary>Means of weights without gradients once stayed subnormal for thousands of steps, each a hundred times slower than other steps.</summary>
    [Fact]
    public void Means_that_fade_become_zero_and_are_never_subnormal()
    {
        var w = new Parameter<float>(Tensor.Of(1f, 2f));
        var optimiser = new Adam<float>([w], beta1: 0.5, beta2: 0.5);
        optimiser.Step(() => Tensor.Sum(w.Value));
        for (var step = 0; step < 160; step++)
        {
            optimiser.Step(() => Tensor.Sum(0 * w.Value));
            Assert.All(SavedState<float>.Of(optimiser).Tensors.Values.SelectMany(state => state.ToArray()), element => Assert.False(float.IsSubnormal(element)));
        }

        Assert.All(SavedState<float>.Of(optimiser).Tensors.Values.SelectMany(state => state.ToArray()), element => Assert.Equal(0, element));
    }

    [Fact]
    public void Settings_out_of_range_are_refused()
    {
        var w = new Parameter<double>(Tensor.Of(1.0));
        Assert.Throws<ArgumentOutOfRangeException>(() => new Adam<double>([w], beta1: 1));
        Assert.Throws<ArgumentOutOfRangeException>(() => new Adam<double>([w], beta2: 1));
        Assert.Throws<ArgumentOutOfRangeException>(() => new Adam<double>([w], epsilon: -1));
    }
}
