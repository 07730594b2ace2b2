namespace AutoDiff.Tests;

public class ReshapeTests
{
    private static readonly Tensor<double> X = Tensor.Arange<double>(24).Reshape(2, 3, 4);

    [Fact]
    public void A_view_stays_a_view_where_strides_allow()
    {
        // The transpose [4, 3, 2] of [2, 3, 4]: its axes can be split, and joined with nothing.
        var y = X.Permute(2, 1, 0);
        Assert.False(y.Reshape(2, 2, 3, 2).IsContiguous);
        Assert.True(y.Reshape(12, 2).IsContiguous);
        Assert.False(X.BroadcastTo([5, 2, 3, 4]).Reshape(5, 24).IsContiguous);
        Assert.Equal(X.BroadcastTo([5, 2, 3, 4]).ToArray(), X.BroadcastTo([5, 2, 3, 4]).Reshape(5, 24).ToArray());
    }

    [Fact]
    public void Any_reshape_of_any_view_keeps_the_row_major_order()
    {
        var random = new Random(1);
        int[][] shapes = [[24], [2, 12], [12, 2], [4, 6], [6, 4], [2, 2, 6], [3, 8], [1, 24, 1], [2, 1, 3, 4], [4, 1, 3, 2, 1], [2, 3, 2, 2], [3, 2, 4]];
        for (var k = 0; k < 300; k++)
        {
            var y = X.Reshape((Shape)shapes[random.Next(shapes.Length)]);
            y = y.Permute([.. Enumerable.Range(0, y.Rank).OrderBy(_ => random.Next())]);
            if (random.Next(2) == 0) y = y.Flip(random.Next(y.Rank));
            Assert.Equal(y.ToArray(), y.Reshape((Shape)shapes[random.Next(shapes.Length)]).ToArray());
        }
    }

    [Fact]
    public void Flatten_and_unflatten_undo_each_other()
    {
        Assert.Equal([24], X.Flatten().Shape);
        Assert.Equal([2, 12], X.Flatten(1).Shape);
        Assert.Equal([6, 4], X.Flatten(0, -2).Shape);
        Assert.Equal([1], Tensor.Scalar(3.0).Flatten().Shape);
        Assert.Equal([2, 3, 2, 2], X.Unflatten(-1, 2, -1).Shape);
        Assert.Equal(X.ToArray(), X.Flatten(1).Unflatten(1, 3, 4).ToArray());
    }

    [Fact]
    public void What_does_not_fit_is_refused()
    {
        SumTests.Refused<ShapeException>("reshape: shape [2, 3, 4] (24 elements) cannot become [5, -1]", () => X.Reshape(5, -1));
        SumTests.Refused<ShapeException>("reshape: shape [2, 3, 4] (24 elements) cannot become [-1, -1]", () => X.Reshape(-1, -1));
        SumTests.Refused<ShapeException>("reshape: shape [2, 3, 4] (24 elements) cannot become [-2, -12]", () => X.Reshape(-2, -12));
        SumTests.Refused<ShapeException>("reshape: shape [2, 3, 4] (24 elements) cannot become [25]", () => X.Reshape(25));
        SumTests.Refused<ShapeException>("reshape: shape [0, 3] (0 elements) cannot become [0, -1]", () => Tensor.Zeros<double>([0, 3]).Reshape(0, -1));
        SumTests.Refused<ShapeException>("unflatten: axis 2 of shape [2, 3, 4] cannot become [3, -1]", () => X.Unflatten(2, 3, -1));
        SumTests.Refused<ArgumentOutOfRangeException>("flatten: the last axis must not come before the first", () => X.Flatten(2, 1));
        SumTests.Refused<ArgumentOutOfRangeException>("flatten: shape [2, 3, 4] has no axis 3", () => X.Flatten(3));
    }
}
