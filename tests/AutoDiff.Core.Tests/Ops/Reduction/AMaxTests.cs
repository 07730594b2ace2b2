namespace AutoDiff.Tests;

public class AMaxTests
{
    [Fact]
    public void Ties_share_the_gradient_evenly()
    {
        Assert.Equal([0, 0.5, 0.5, 0], Differentiate.Gradient(z => Tensor.AMax(z), Tensor.Of(1.0, 3, 3, 2)).ToArray());
        Assert.Equal([0.25, 0.25, 0.25, 0.25], Differentiate.Gradient(z => Tensor.AMin(z), Tensor.Of(3.0, 3, 3, 3)).ToArray());
    }

    [Fact]
    public void The_whole_gradient_of_max_with_index_goes_to_the_first()
        => Assert.Equal([0.0, 1, 0, 0], Differentiate.Gradient(z => Tensor.Max(z, 0).Values, Tensor.Of(1.0, 3, 3, 2)).ToArray());

    [Fact]
    public void Positions_are_those_of_the_first_extreme()
    {
        var x = Tensor.From(new[,] { { 1.0, 5, 5 }, { 2, 0, 0 } });
        Assert.Equal([1, 0], Tensor.ArgMax(x, 1).ToArray());
        Assert.Equal([0, 1], Tensor.ArgMin(x, 1).ToArray());
        Assert.Equal(1, Tensor.ArgMax(x).Item);
        Assert.Equal(4, Tensor.ArgMin(x).Item);
        Assert.Equal([2, 1], Tensor.ArgMax(x, 1, keepAxis: true).Shape);
        var (values, indices) = Tensor.Min(x, 0, keepAxis: true);
        Assert.Equal([1.0, 0, 0], values.ToArray());
        Assert.Equal([0, 1, 1], indices.ToArray());
        Assert.Equal([1, 3], indices.Shape);
    }

    [Fact]
    public void Positions_are_found_in_the_logical_order_of_a_view()
    {
        var x = Tensor.From(new[,] { { 1.0, 5, 3 }, { 2, 0, 9 } });
        Assert.Equal([1, 0, 1], Tensor.ArgMax(x.Transpose(), 1).ToArray());
        Assert.Equal(5, Tensor.ArgMax(x.Transpose()).Item);
        Assert.Equal([1, 0], Tensor.ArgMax(x.Flip(1), 1).ToArray());
    }

    [Fact]
    public void Nan_is_the_extreme_and_its_first_position_is_told()
    {
        var x = Tensor.Of(1, double.NaN, 7, double.NaN);
        Assert.Equal(double.NaN, Tensor.AMax(x).Item);
        Assert.Equal(double.NaN, Tensor.AMin(x).Item);
        Assert.Equal(1, Tensor.ArgMax(x).Item);
        Assert.Equal(1, Tensor.ArgMin(x, 0).Item);
    }

    [Fact]
    public void There_is_no_largest_of_nothing()
    {
        var x = Tensor.Zeros<double>([0, 3]);
        SumTests.Refused<ShapeException>("amax: axis 0 of shape [0, 3] must not be empty", () => Tensor.AMax(x, 0));
        SumTests.Refused<ShapeException>("amin: axis 0 of shape [0, 3] must not be empty", () => Tensor.AMin(x));
        SumTests.Refused<ShapeException>("argmax:", () => Tensor.ArgMax(x));
        SumTests.Refused<ShapeException>("argmin: axis 0 of shape [0, 3] must not be empty", () => Tensor.ArgMin(x, 0));
        SumTests.Refused<ShapeException>("max: axis 0 of shape [0, 3] must not be empty", () => Tensor.Max(x, 0));
        SumTests.Refused<ArgumentOutOfRangeException>("min: shape [0, 3] has no axis 4", () => Tensor.Min(x, 4));
        Assert.Equal(0, Tensor.AMax(x, 1).Length);
        Assert.Equal(0, Tensor.ArgMax(x, 1).Length);
    }
}
