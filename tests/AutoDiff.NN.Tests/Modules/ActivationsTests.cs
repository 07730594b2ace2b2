namespace AutoDiff.NN.Tests;

public sealed class ActivationsTests
{
    // Values at -1 and 2, from the formulas: σ(2) = 1/(1 + e⁻²), Φ(2) = 0.977249868..., and so on.
    public static TheoryData<Module<double>, double, double> Values => new()
    {
        { new Relu<double>(), 0, 2 },
        { new LeakyRelu<double>(0.1), -0.1, 2 },
        { new Tanh<double>(), -0.7615941559557649, 0.9640275800758169 },
        { new Sigmoid<double>(), 0.2689414213699951, 0.8807970779778823 },
        { new Silu<double>(), -0.2689414213699951, 1.7615941559557646 },
        { new Gelu<double>(), -0.15865525393145707, 1.9544997361036416 },
        { new Softplus<double>(), 0.31326168751822286, 2.1269280110429727 },
        { new Relu6<double>(), 0, 2.0 },
        { new Elu<double>(0.5), -0.31606027941427883, 2.0 },
        { new Celu<double>(0.5), -0.43233235838169365, 2.0 },
        { new Selu<double>(), -1.1113307378125625, 2.101401974710961 },
        { new Mish<double>(), -0.30340146137410895, 1.9439589595339946 },
        { new HardSwish<double>(), -0.3333333333333333, 1.6666666666666667 },
        { new LogSigmoid<double>(), -1.3132616875182228, -0.1269280110429725 },
        { new Softsign<double>(), -0.5, 0.6666666666666666 },
        { new HardTanh<double>(-0.5, 1.5), -0.5, 1.5 },
        { new HardSigmoid<double>(), 0.3333333333333333, 0.8333333333333334 },
        { new TanhShrink<double>(), -0.23840584404423515, 1.035972419924183 },
        { new SoftShrink<double>(0.25), -0.75, 1.75 },
        { new HardShrink<double>(1.5), 0, 2.0 },
        { new Threshold<double>(0.5, 7), 7, 2.0 },
        { new Gelu<double>(true), -0.15880800939172324, 1.954597694087775 },
        { new Softmax<double>(), 0.04742587317756678, 0.9525741268224334 },
        { new LogSoftmax<double>(), -3.048587351573742, -0.04858735157374206 },
    };

    // A few units in the last place: each function is a handful of correctly rounded operations.
    [Theory]
    [MemberData(nameof(Values))]
    public void Value_is_that_of_the_formula(Module<double> activation, double atMinusOne, double atTwo)
    {
        var y = activation.Forward(Tensor.Of(-1.0, 2));
        Assert.Equal(atMinusOne, y.ToArray()[0], 1e-14);
        Assert.Equal(atTwo, y.ToArray()[1], 1e-14);
        Assert.Empty(activation.Parameters);
    }

    [Fact]
    public void Glu_gates_one_half_by_the_other()
        => Assert.Equal(3 / (1 + Math.Exp(-2)), new Glu<double>().Forward(Tensor.Of(3.0, 2)).Item, 1e-14);

    [Fact]
    public void Prelu_learns_a_slope_for_each_channel()
    {
        var layer = new Prelu<double>(2);
        layer.Weight.Set(Tensor.Of(0.5, 3));
        Assert.Equal([-1, 4, 1, -6], layer.Forward(Tensor.From<double>([-2, 4, 1, -2], [1, 2, 2])).ToArray());
    }

    [Fact]
    public void Flatten_keeps_the_first_axis()
    {
        Assert.Equal([2, 12], new Flatten<float>().Forward(Tensor.Ones<float>([2, 3, 4])).Shape);
        Assert.Equal([2, 1], new Flatten<float>().Forward(Tensor.Ones<float>([2])).Shape);
    }
}
