namespace AutoDiff.Tests;

public class AnyTests
{
    private static readonly Tensor<bool> Mask = Tensor.From([true, false, true, false, false, false], [2, 3]);

    [Fact]
    public void Any_and_all_over_axes()
    {
        Assert.Equal([true, false], Tensor.Any(Mask, 1).ToArray());
        Assert.Equal([false, false, false], Tensor.All(Mask, 0).ToArray());
        Assert.True(Tensor.Any(Mask).Item);
        Assert.False(Tensor.All(Mask).Item);
        Assert.Equal([2, 1], Tensor.Any(Mask, 1, keepAxis: true).Shape);
        Assert.Equal([true, false], Tensor.Any(Mask.Transpose(), 0).ToArray());
    }

    [Fact]
    public void Of_nothing_none_holds_and_all_do()
    {
        var nothing = Tensor.Zeros<bool>([0, 2]);
        Assert.Equal([false, false], Tensor.Any(nothing, 0).ToArray());
        Assert.Equal([true, true], Tensor.All(nothing, 0).ToArray());
        Assert.Equal(0, Tensor.CountNonZero(nothing).Item);
    }

    [Fact]
    public void What_is_not_zero_is_counted()
    {
        Assert.Equal([2, 0], Tensor.CountNonZero(Mask, [1]).ToArray());
        Assert.Equal(3, Tensor.CountNonZero(Tensor.Of(0.0, -0.0, double.NaN, 1, -1)).Item);
        Assert.Equal([1, 2], Tensor.CountNonZero(Tensor.From([0, 7, 1, 2], [2, 2]), [1]).ToArray());
    }
}
