namespace AutoDiff.Tests;

public class DiffTests
{
    [Fact]
    public void Differences_of_every_order()
    {
        var x = Tensor.Of(1.0, 4, 9, 16);
        Assert.Equal([3.0, 5, 7], Tensor.Diff(x).ToArray());
        Assert.Equal([2.0, 2], Tensor.Diff(x, order: 2).ToArray());
        Assert.Equal(x.ToArray(), Tensor.Diff(x, order: 0).ToArray());
        Assert.Equal(0, Tensor.Diff(x, order: 9).Length);
        Assert.Equal([1.0, 3, 5, 7, -16], Tensor.Diff(x, before: Tensor.Of(0.0), after: Tensor.Of(0.0)).ToArray());
        SumTests.Refused<ArgumentOutOfRangeException>("diff: the order must not be negative, got -1", () => Tensor.Diff(x, order: -1));
        SumTests.Refused<ArgumentOutOfRangeException>("diff: shape [4] has no axis 1", () => Tensor.Diff(x, 1));
    }
}
