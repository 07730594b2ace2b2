namespace AutoDiff.Tests;

public class PermuteTests
{
    private static readonly Tensor<int> X = Tensor.Arange<int>(24).Reshape(2, 3, 4);

    [Fact]
    public void Axes_move_and_the_others_keep_their_order()
    {
        Assert.Equal([3, 4, 2], X.MoveAxis(0, -1).Shape);
        Assert.Equal([4, 2, 3], X.MoveAxis(2, 0).Shape);
        Assert.Equal([4, 3, 2], X.MoveAxis([0, 1], [2, 1]).Shape);
        Assert.Equal(X.Permute(1, 2, 0).ToArray(), X.MoveAxis(0, -1).ToArray());
        Assert.Same(X, X.Permute(0, 1, 2));
    }

    [Fact]
    public void A_large_transpose_is_copied_right()
    {
        var x = Tensor.Arange<int>(150 * 170).Reshape(150, 170);
        var y = x.Transpose().ToArray();
        var z = x.Transpose().Reshape(-1).ToArray();
        for (var k = 0; k < y.Length; k++) Assert.Equal(k % 150 * 170 + k / 150, y[k]);
        Assert.Equal(y, z);
    }

    [Fact]
    public void What_is_no_permutation_is_refused()
    {
        SumTests.Refused<ArgumentException>("permute: axis 0 occurs twice", () => X.Permute(0, 0, 1));
        SumTests.Refused<ArgumentException>("permute: one axis for each of the 3 axes", () => X.Permute(0, 1));
        SumTests.Refused<ArgumentException>("move_axis: as many destinations as sources", () => X.MoveAxis([0, 1], [2]));
        SumTests.Refused<ArgumentException>("move_axis: axis 1 of shape [2, 3, 4] occurs twice", () => X.MoveAxis([0, 2], [1, 1]));
        SumTests.Refused<ArgumentOutOfRangeException>("move_axis: shape [2, 3, 4] has no axis 3", () => X.MoveAxis(3, 0));
        SumTests.Refused<ShapeException>("transpose: at least two axes are required", () => Tensor.Of(1).Transpose());
    }
}
