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
    public void Flatten_keeps_the_first_axis()
    {
        Assert.Equal([2, 12], new Flatten<float>().Forward(Tensor.Ones<float>([2, 3, 4])).Shape);
        Assert.Equal([2, 1], new Flatten<float>().Forward(Tensor.Ones<float>([2])).Shape);
    }
}
