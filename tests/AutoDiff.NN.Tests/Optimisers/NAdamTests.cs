namespace AutoDiff.NN.Tests;

public sealed class NAdamTests
{
    // Expected: the formula of the remarks in numpy.
    [Fact]
    public void Steps_are_those_of_the_paper() => Stream.Leads(
        w => new NAdam<double>(w, 0.05, momentumDecay: 0.01, weightDecay: 0.1),
        0.48280285576440896, -1.2089779548080428, 1.8924850123523564, 0.3389744235290145, -1.2198957404616888, 1.8710990880989504);

    // Expected: PyTorch 1.13.1 in float64, torch.optim.NAdam.
    [Fact]
    public void Counting_twice_steps_are_those_of_PyTorch_1() => Stream.Leads(
        w => new NAdam<double>(w, 0.05, momentumDecay: 0.01, weightDecay: 0.1, countsTwice: true),
        0.4830872853058827, -1.2094428027768815, 1.893198942835102, 0.3393274884279003, -1.2203808577354407, 1.8718699150213054);
}
