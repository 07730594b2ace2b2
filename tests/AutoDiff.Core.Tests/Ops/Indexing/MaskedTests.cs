namespace AutoDiff.Tests;

public class MaskedTests
{
    private static readonly Tensor<double> X = Tensor.From(new[,] { { 1.0, 2, 3 }, { 4, 5, 6 } });
    private static readonly Tensor<bool> Mask = Tensor.Of(true, false, true);

    [Fact]
    public void A_mask_selects_fills_and_scatters()
    {
        Assert.Equal([1.0, 3, 4, 6], Tensor.MaskedSelect(X, Mask).ToArray());
        Assert.Equal([9.0, 2, 9, 9, 5, 9], Tensor.MaskedFill(X, Mask, 9).ToArray());
        Assert.Equal([10.0, 2, 20, 30, 5, 40], Tensor.MaskedScatter(X, Mask, Tensor.Of(10.0, 20, 30, 40, 50)).ToArray());
        Assert.Equal([1, 7], Tensor.MaskedFill(Tensor.Of(1, 2), Tensor.Of(false, true), 7).ToArray());
        Assert.Equal([2, 3], Tensor.MaskedFill(Tensor.Scalar(1.0), Tensor.Stack([Mask, Mask]), 0).Shape);
        Assert.Equal(0, Tensor.MaskedSelect(X, Tensor.Scalar(false)).Length);
    }

    [Fact]
    public void Gradients_go_where_the_elements_went()
    {
        Assert.Equal([0.0, 1, 0, 0, 1, 0], Differentiate.Gradient(z => Tensor.Sum(Tensor.MaskedFill(z, Mask, double.NaN)[.., 1]), X).ToArray());
        Assert.Equal([1.0, 0, 1, 1, 0, 1], Differentiate.Gradient(z => Tensor.Sum(Tensor.MaskedSelect(z, Mask)), X).ToArray());
        Assert.Equal([1.0, 1, 1, 1, 0], Differentiate.Gradient(z => Tensor.Sum(Tensor.MaskedScatter(X, Mask, z)), Tensor.Of(1.0, 2, 3, 4, 5)).ToArray());
    }

    [Fact]
    public void Positions_that_are_not_zero_are_found()
    {
        Assert.Equal([0, 1, 1, 0], Tensor.NonZero(Tensor.From(new[,] { { 0.0, 2 }, { -1, 0 } })).ToArray());
        Assert.Equal([2, 1], Tensor.NonZero(Mask).Shape);
        Assert.Equal([1, 0], Tensor.NonZero(Tensor.Scalar(5)).Shape);
        Assert.Equal([0, 2], Tensor.NonZero(Tensor.Zeros<float>([3, 3])).Shape);
    }

    [Fact]
    public void What_does_not_fit_is_refused()
    {
        SumTests.Refused<ShapeException>("masked_scatter: the mask of shape [2, 3] holds 4 times, but the source of shape [2] has only 2 elements", () => Tensor.MaskedScatter(X, Mask, Tensor.Of(1.0, 2)));
        SumTests.Refused<ShapeException>("masked_select: shapes [2, 3] and [2] do not broadcast", () => Tensor.MaskedSelect(X, Mask[..2]));
        SumTests.Refused<ShapeException>("masked_fill: shapes [2, 3] and [2] do not broadcast", () => Tensor.MaskedFill(X, Mask[..2], 0));
        SumTests.Refused<ShapeException>("masked_scatter: shapes [2, 3] and [2] do not broadcast", () => Tensor.MaskedScatter(X, Mask[..2], X));
    }

    [Fact]
    public void A_shape_that_depends_on_values_cannot_be_compiled()
        => SumTests.Refused<NotSupportedException>("masked_select: the shape of its result depends on values", () => Compile.Function((Tensor<double> x) => Tensor.MaskedSelect(x, x > 2)).Run(X));
}
