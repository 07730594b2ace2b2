namespace AutoDiff.Tests;

public class ShapeTests
{
    [Fact]
    public void Default_shape_is_that_of_a_scalar()
    {
        Assert.Equal(Shape.Scalar, default);
        Assert.Equal(1, default(Shape).Size);
        Assert.Equal(0, default(Shape).Rank);
        Assert.Equal("[]", default(Shape).ToString());
    }

    [Fact]
    public void Shapes_broadcast_from_the_last_axis()
    {
        Assert.Equal([2, 3], Shape.Broadcast([2, 3], [3]));
        Assert.Equal([4, 2, 3], Shape.Broadcast([2, 1], [4, 1, 3]));
        Assert.Equal([0, 3], Shape.Broadcast([1, 3], [0, 1]));
        Assert.Equal([2], Shape.Broadcast([2], []));
        Assert.Contains("add: shapes [3, 4] and [5] do not broadcast (axis -1: 4 and 5)", Assert.Throws<ShapeException>(() => Shape.Broadcast([3, 4], [5], "add")).Message);
    }

    [Fact]
    public void Negative_axis_and_too_many_elements_are_refused()
    {
        Assert.Throws<ShapeException>(() => Shape.Create([2, -1]));
        Assert.Throws<ShapeException>(() => Shape.Create([1 << 20, 1 << 20]));
        Assert.Equal(0, Shape.Create([1 << 20, 1 << 20, 0]).Size);
    }

    [Fact]
    public void Axis_counts_from_either_end()
    {
        Shape shape = [2, 3, 5];
        Assert.Equal(5, shape[-1]);
        Assert.Equal(5, shape[2]);
        Assert.Throws<ArgumentOutOfRangeException>(() => shape[3]);
        Assert.Throws<ArgumentOutOfRangeException>(() => shape[-4]);
    }
}
