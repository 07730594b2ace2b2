namespace AutoDiff.Tests;

public class VarianceTests
{
    [Fact]
    public void Unbiased_divides_by_one_less()
    {
        var x = Tensor.Of(1.0, 2, 3, 6);
        Assert.Equal(14.0 / 3, Tensor.Var(x).Item, 1e-15);
        Assert.Equal(3.5, Tensor.Var(x, unbiased: false).Item, 1e-15);
        Assert.Equal(Math.Sqrt(3.5), Tensor.Std(x, 0, unbiased: false).Item, 1e-15);
    }

    [Fact]
    public void Nothing_cancels_far_from_zero()
    {
        // The numbers are exact, so the variance is too.
        Assert.Equal(1, Tensor.Var(Tensor.Of(1e15 - 1, 1e15, 1e15 + 1)).Item);
        Assert.Equal(1f, Tensor.Var(Tensor.Of(8_388_607f, 8_388_608f, 8_388_609f)).Item);
    }

    [Fact]
    public void Division_by_zero_is_nan()
    {
        Assert.Equal(double.NaN, Tensor.Var(Tensor.Of(2.0)).Item);
        Assert.Equal(double.NaN, Tensor.Std(Tensor.Of(2.0)).Item);
        Assert.Equal(double.NaN, Tensor.Var(Tensor.Zeros<double>([0]), unbiased: false).Item);
        Assert.Equal(0, Tensor.Var(Tensor.Of(2.0), unbiased: false).Item);
    }

    [Fact]
    public void Gradient_of_the_deviation_of_equal_numbers_is_zero_by_convention()
    {
        Assert.Equal([0.0, 0, 0], Differentiate.Gradient(z => Tensor.Std(z), Tensor.Of(2.0, 2, 2)).ToArray());
        Assert.Equal([0.0], Differentiate.Gradient(z => Tensor.Std(z, unbiased: false), Tensor.Of(2.0)).ToArray());
    }

    [Fact]
    public void Separate_axes_agree_with_one()
    {
        var x = Tensor.Uniform<double>([3, 4, 5], new Random(1));
        Near.Equal(Tensor.Var(x.Permute(1, 0, 2).Reshape(4, 15), 1).ToArray(), Tensor.Var(x, [0, 2]));
    }
}
