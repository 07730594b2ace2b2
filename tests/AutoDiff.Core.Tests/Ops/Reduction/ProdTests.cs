namespace AutoDiff.Tests;

public class ProdTests
{
    [Theory]
    [InlineData(new[] { 2.0, 3, 4 }, new[] { 12.0, 8, 6 })]
    [InlineData(new[] { 2.0, 0, 4 }, new[] { 0.0, 8, 0 })]
    [InlineData(new[] { 0.0, 3, 0 }, new[] { 0.0, 0, 0 })]
    [InlineData(new[] { 5.0 }, new[] { 1.0 })]
    public void Gradient_is_the_product_of_the_others(double[] x, double[] expected)
        => Assert.Equal(expected, Differentiate.Gradient(z => Tensor.Prod(z), Tensor.From(x)).ToArray());

    [Fact]
    public void Hessian_is_the_product_of_all_but_two_also_where_they_are_zero()
    {
        // ∂²(xyz)/∂x∂y = z, and likewise for the others.
        Assert.Equal([0.0, 4, 0, 4, 0, 0, 0, 0, 0], Differentiate.Hessian(z => Tensor.Prod(z), Tensor.Of(0.0, 0, 4)).ToArray());
        Assert.Equal([0.0, 4, 0, 4, 0, 2, 0, 2, 0], Differentiate.Hessian(z => Tensor.Prod(z), Tensor.Of(2.0, 0, 4)).ToArray());
    }

    [Fact]
    public void Third_derivative_of_three_zeros_is_one()
    {
        var f = (Tensor<double> z) => Tensor.Prod(z);
        var third = Differentiate.Gradient(x => Differentiate.Hessian(f, x)[0, 1], Tensor.Of(0.0, 0, 0));
        Assert.Equal([0.0, 0, 1], third.ToArray());
    }

    [Fact]
    public void Several_axes_and_lines_are_kept_apart()
    {
        var x = Tensor.From([1.0, 2, 3, 4, 5, 6, 7, 8], [2, 2, 2]);
        Assert.Equal([60.0, 672], Tensor.Prod(x, [0, 2]).ToArray());
        Assert.Equal([1, 2, 1], Tensor.Prod(x, [0, 2], keepAxes: true).Shape);
    }

    [Fact]
    public void A_scalar_is_its_own_product() => Assert.Equal(3.0, Tensor.Prod(Tensor.Scalar(3.0)).Item);
}
