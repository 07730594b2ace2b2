namespace AutoDiff.NN.Tests;

public sealed class SgdTests
{
    // Expected: PyTorch 1.13.1 in float64, torch.optim.SGD.
    [Fact]
    public void Plain_steps_are_those_of_PyTorch() => Stream.Leads(
        w => new Sgd<double>(w, 0.02),
        0.504, -1.24, 1.962, -1.524, -1.26, 1.979);

    // Expected: PyTorch 1.13.1 in float64, torch.optim.SGD.
    [Fact]
    public void Momentum_dampening_and_decay_are_those_of_PyTorch() => Stream.Leads(
        w => new Sgd<double>(w, 0.02, momentum: 0.5, dampening: 0.3, weightDecay: 0.1),
        0.49652056627999996, -1.21404997806, 1.9350094407999998, -1.6525212365980058, -1.230620709492481, 1.92856239167433);

    // Expected: PyTorch 1.13.1 in float64, torch.optim.SGD.
    [Fact]
    public void Nesterov_momentum_is_that_of_PyTorch() => Stream.Leads(
        w => new Sgd<double>(w, 0.01, momentum: 0.9, isNesterov: true),
        0.5032329999999999, -1.227702, 1.942678, -2.2834234958300006, -1.2661652939799999, 1.9379593722199997);

    // Expected: PyTorch 1.13.1 in float64, torch.optim.SGD.
    [Fact]
    public void Maximising_is_that_of_PyTorch() => Stream.Leads(
        w => new Sgd<double>(w, 0.01, momentum: 0.9) { IsMaximising = true },
        0.49863, -1.26922, 2.04258, 2.4682483287, -1.2375941178, 2.0572673641999994);

    // Expected: w ← w - lr λ w - lr g in numpy, torch.optim.SGD.
    [Fact]
    public void Decoupled_decay_shrinks_beside_the_step() => Stream.Leads(
        w => new Sgd<double>(w, 0.02, weightDecay: 0.5) { IsDecoupled = true },
        0.4891689, -1.2032113500000001, 1.9031364, -1.5411902638794717, -1.1634458356967465, 1.8259625361225065);

    [Fact]
    public void Nesterov_follows_PyTorch_down_the_valley_of_Rosenbrock()
    {
        // PyTorch 1.13.1, float64: SGD(lr=0.0001, momentum=0.9, nesterov=True) from (-1.2, 1), after 20 steps.
        var x = new Parameter<double>(Tensor.Of(-1.2, 1));
        var optimiser = new Sgd<double>([x], 0.0001, momentum: 0.9, isNesterov: true);
        for (var step = 0; step < 20; step++)
        {
            optimiser.Step(() =>
            {
                var (a, b) = (x.Value[..1], x.Value[1..]);
                return Tensor.Sum(100 * Tensor.Square(b - a * a) + Tensor.Square(1 - a));
            });
        }

        Assert.Equal(-1.030953083095004, x.Snapshot().ToArray()[0], 1e-12);
        Assert.Equal(1.0228836314874084, x.Snapshot().ToArray()[1], 1e-12);
    }

    [Fact]
    public void Settings_out_of_range_are_refused()
    {
        var w = new Parameter<double>(Tensor.Of(1.0));
        Assert.Throws<ArgumentOutOfRangeException>(() => new Sgd<double>([w], -1));
        Assert.Throws<ArgumentOutOfRangeException>(() => new Sgd<double>([w], double.NaN));
        Assert.Throws<ArgumentOutOfRangeException>(() => new Sgd<double>([w], 1, momentum: 1));
        Assert.Throws<ArgumentOutOfRangeException>(() => new Sgd<double>([w], 1, momentum: 0.5, dampening: 1.5));
        Assert.Throws<ArgumentOutOfRangeException>(() => new Sgd<double>([w], 1, weightDecay: -1));
        Assert.Throws<ArgumentException>(() => new Sgd<double>([w], 1, isNesterov: true));
        Assert.Throws<ArgumentException>(() => new Sgd<double>([w], 1, momentum: 0.5, isNesterov: true, dampening: 0.1));
    }
}
