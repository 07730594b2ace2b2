namespace AutoDiff.Tests;

public class ConcatTests
{
    [Fact]
    public void Views_and_elements_of_every_type_are_joined()
    {
        var x = Tensor.From(new[,] { { 1, 2 }, { 3, 4 } });
        Assert.Equal([1, 2, 1, 3, 3, 4, 2, 4], Tensor.Concat([x, x.Transpose()], 1).ToArray());
        Assert.Equal([1, 3, 2, 4], Tensor.Concat([x.Transpose()[..1], x.Transpose()[1..]]).ToArray());
        Assert.Equal([true, false], Tensor.Concat([Tensor.Of(true), Tensor.Of(false)]).ToArray());
        Assert.Equal([1, 3, 1, 2, 2, 4, 3, 4], Tensor.Stack([x.Transpose(), x], 1).ToArray());
    }

    [Fact]
    public void Stack_puts_its_axis_anywhere()
    {
        var x = Tensor.Of(1.0, 2, 3);
        Assert.Equal([2, 3], Tensor.Stack([x, x]).Shape);
        Assert.Equal([3, 2], Tensor.Stack([x, x], -1).Shape);
        Assert.Equal([3], Tensor.Stack([Tensor.Scalar(1.0), Tensor.Scalar(2.0), Tensor.Scalar(3.0)]).Shape);
    }

    [Fact]
    public void Aliased_parts_add_their_gradients_up()
        => Assert.Equal([4.0, 6], Differentiate.Gradient(z => Tensor.Sum(Tensor.Concat([z, z]) * Tensor.Of(1.0, 2, 3, 4)), Tensor.Of(0.0, 0)).ToArray());

    [Fact]
    public void A_part_that_is_constant_takes_no_gradient()
        => Assert.Equal([3.0], Differentiate.Gradient(z => Tensor.Sum(Tensor.Concat([Tensor.Of(5.0), z]) * Tensor.Of(2.0, 3)), Tensor.Of(1.0)).ToArray());

    [Fact]
    public void Rows_and_columns_are_stacked()
    {
        var x = Tensor.Of(1, 2);
        Assert.Equal([4], Tensor.HStack(x, x).Shape);
        Assert.Equal([2, 2], Tensor.VStack(x, x).Shape);
        Assert.Equal([1, 4], Tensor.HStack(x.Unsqueeze(0), x.Unsqueeze(0)).Shape);
        Assert.Equal([2], Tensor.HStack(Tensor.Scalar(1), Tensor.Scalar(2)).Shape);
        Assert.Equal([2, 1], Tensor.VStack(Tensor.Scalar(1), Tensor.Scalar(2)).Shape);
    }

    [Fact]
    public void What_does_not_fit_is_refused()
    {
        var (x, y) = (Tensor.Zeros<double>([2, 3]), Tensor.Zeros<double>([2, 2]));
        SumTests.Refused<ShapeException>("concat: all axes but axis 0 must be equal, got [2, 3] and [2, 2] (tensor 1)", () => Tensor.Concat([x, y]));
        SumTests.Refused<ShapeException>("concat: at least one tensor", () => Tensor.Concat<double>([]));
        SumTests.Refused<ShapeException>("concat: tensors with at least one axis", () => Tensor.Concat([Tensor.Scalar(1.0)]));
        SumTests.Refused<ArgumentOutOfRangeException>("concat: shape [2, 3] has no axis 2", () => Tensor.Concat([x, x], 2));
        SumTests.Refused<ShapeException>("stack: all tensors must have the same shape, got [2, 3] and [2, 2] (tensor 1)", () => Tensor.Stack([x, y]));
        SumTests.Refused<ShapeException>("stack: at least one tensor", () => Tensor.Stack<double>([]));
        SumTests.Refused<ArgumentOutOfRangeException>("stack: an axis in [-3, 2] is required", () => Tensor.Stack([x, x], 3));
    }
}
