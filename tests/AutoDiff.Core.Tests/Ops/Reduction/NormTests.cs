namespace AutoDiff.Tests;

public class NormTests
{
    private static readonly Tensor<double> X = Tensor.Of(3.0, -4, 0);

    [Theory]
    [InlineData(0, 2)]
    [InlineData(1, 7)]
    [InlineData(2, 5)]
    [InlineData(3, 4.497941445275415)] // ∛91.
    [InlineData(double.PositiveInfinity, 4)]
    [InlineData(double.NegativeInfinity, 0)]
    [InlineData(-1, 0)]
    public void Norm_of_every_kind_of_order(double order, double expected) => Near.Equal(expected, Tensor.Norm(X, order).Item);

    [Theory]
    [InlineData(1, new[] { 1.0, -1, 0 })]
    [InlineData(2, new[] { 0.6, -0.8, 0 })]
    [InlineData(double.PositiveInfinity, new[] { 0.0, -1, 0 })]
    [InlineData(0, new[] { 0.0, 0, 0 })]
    public void Gradient_at_a_zero_element_is_zero(double order, double[] expected) => Near.Equal(expected, Differentiate.Gradient(z => Tensor.Norm(z, order), X));

    [Theory]
    [InlineData(0.5)]
    [InlineData(1)]
    [InlineData(1.5)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(double.PositiveInfinity)]
    [InlineData(double.NegativeInfinity)]
    public void Gradient_of_the_norm_of_zero_is_zero(double order)
        => Assert.Equal([0.0, 0], Differentiate.Gradient(z => Tensor.Norm(z, order), Tensor.Of(0.0, 0)).ToArray());

    [Fact]
    public void Ties_of_the_largest_share_the_gradient()
        => Assert.Equal([0.5, -0.5, 0], Differentiate.Gradient(z => Tensor.Norm(z, double.PositiveInfinity), Tensor.Of(2.0, -2, 1)).ToArray());

    [Theory]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(-2)]
    [InlineData(0.5)]
    public void Powers_that_overflow_or_underflow_do_no_harm(double order)
    {
        var unit = Tensor.Norm(Tensor.Of(3.0, 4), order).Item;
        Near.Equal(unit, Tensor.Norm(Tensor.Of(3e250, 4e250), order).Item / 1e250);
        Near.Equal(unit, Tensor.Norm(Tensor.Of(3e-250, 4e-250), order).Item / 1e-250);
    }

    [Fact]
    public void Infinity_and_nan_propagate()
    {
        foreach (var order in (double[])[1, 2, 3, 0.5, double.PositiveInfinity])
        {
            Assert.Equal(double.PositiveInfinity, Tensor.Norm(Tensor.Of(1, double.NegativeInfinity), order).Item);
            Assert.Equal(double.NaN, Tensor.Norm(Tensor.Of(1, double.NaN), order).Item);
        }
    }

    [Fact]
    public void Norm_of_nothing_is_zero_but_of_negative_order_is_refused()
    {
        Assert.Equal(0, Tensor.Norm(Tensor.Zeros<double>([0]), 3).Item);
        SumTests.Refused<ShapeException>("norm: axis 0 of shape [0] must not be empty", () => Tensor.Norm(Tensor.Zeros<double>([0]), -1));
        SumTests.Refused<ArgumentOutOfRangeException>("norm: the order must be a number or infinite, got NaN", () => Tensor.Norm(X, double.NaN));
    }

    [Fact]
    public void Separate_axes_agree_with_one()
    {
        var x = Tensor.Uniform<double>([3, 4, 5], new Random(1), -1, 1);
        foreach (var order in (double[])[0, 1, 2, 2.5, double.PositiveInfinity, double.NegativeInfinity])
            Near.Equal(Tensor.Norm(x.Permute(1, 0, 2).Reshape(4, 15), order, 1).ToArray(), Tensor.Norm(x, order, [0, 2]));
    }

    /// <summary>An adjoint of exactly 0 has a slope all the same: ∂²(s ‖w‖)/∂s ∂w = w / ‖w‖ at s = 0 too. Dual numbers selected a constant 0 there.</summary>
    [Theory]
    [InlineData(2)]
    [InlineData(3)]
    public void Mixed_second_derivative_survives_an_adjoint_that_is_exactly_zero(double order)
    {
        Tensor<double> w = Tensor.Of(0.6, 0.8), s = Tensor.Scalar(0.0);
        var slope = Differentiate.Jvp(z => Differentiate.Gradient(v => z * Tensor.Norm(v, order), w), s, Tensor.Scalar(1.0)).Jvp;
        Near.Equal(Differentiate.Gradient(v => Tensor.Norm(v, order), w).ToArray(), slope);
        Near.Equal(slope.ToArray(), Differentiate.Gradient(v => Differentiate.Gradient(z => z * Tensor.Norm(v, order), s), w));
    }
}
