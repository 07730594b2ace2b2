namespace AutoDiff.Tests;

public class TileTests
{
    private static readonly Tensor<int> X = Tensor.From(new[,] { { 1, 2 }, { 3, 4 } });

    [Fact]
    public void Repeats_of_the_whole_and_of_each_position()
    {
        Assert.Equal([1, 2, 1, 2, 3, 4, 3, 4], X.Tile(2).ToArray());
        Assert.Equal([3, 4, 2], X.Tile(3, 2, 1).Shape);
        Assert.Equal([1, 1, 2, 2, 3, 3, 4, 4], X.RepeatInterleave(2, 1).ToArray());
        Assert.Equal([1, 2, 3, 4, 3, 4], X.RepeatInterleave(Tensor.Of(1, 2), 0).ToArray());
        Assert.Equal(X.RepeatInterleave(3, 0).ToArray(), X.RepeatInterleave(Tensor.Scalar(3), 0).ToArray());
        Assert.Equal([0, 2], X.RepeatInterleave(0, 0).Shape);
        Assert.Equal([7, 7], Tensor.Scalar(7).Tile(2).ToArray());
    }

    [Fact]
    public void Expanding_keeps_axes_by_minus_one()
    {
        Assert.Equal([3, 2, 2], X.Expand(3, -1, -1).Shape);
        SumTests.Refused<ShapeException>("expand: shape [2, 2] cannot become [-1, 2, 2]", () => X.Expand(-1, 2, 2));
        SumTests.Refused<ShapeException>("expand: shapes [2, 2] and [4, 2] do not broadcast", () => X.Expand(4, 2));
        SumTests.Refused<ShapeException>("expand: shape [2, 2] does not broadcast to [2]", () => X.Expand(2));
    }

    [Fact]
    public void Negative_repeats_are_refused()
    {
        SumTests.Refused<ArgumentOutOfRangeException>("tile: the repeats must not be negative, got [2, -1]", () => X.Tile(2, -1));
        SumTests.Refused<ArgumentOutOfRangeException>("repeat_interleave: the number of repeats must not be negative, got -1", () => X.RepeatInterleave(-1, 0));
        SumTests.Refused<ArgumentOutOfRangeException>("repeat_interleave: the numbers of repeats must not be negative, got -3 for position 1", () => X.RepeatInterleave(Tensor.Of(1, -3), 0));
        SumTests.Refused<ShapeException>("repeat_interleave: one number for each of the 2 positions of axis 0", () => X.RepeatInterleave(Tensor.Of(1, 2, 3), 0));
    }
}
