namespace AutoDiff.Tests;

public class RollTests
{
    private static readonly Tensor<int> X = Tensor.From(new[,] { { 1, 2, 3 }, { 4, 5, 6 } });

    [Fact]
    public void Elements_come_in_at_the_other_end()
    {
        Assert.Equal([5, 6, 1, 2, 3, 4], X.Roll(2).ToArray());
        Assert.Equal([3, 1, 2, 6, 4, 5], X.Roll(1, 1).ToArray());
        Assert.Equal([5, 6, 4, 2, 3, 1], X.Roll([1, -1], [0, 1]).ToArray());
        Assert.Equal(X.ToArray(), X.Roll(-9, -1).ToArray());
        Assert.Equal([2, 3, 1], X.Roll([1, 1], [1, 1])[0].ToArray());
        Assert.Equal([0, 3], Tensor.Zeros<int>([0, 3]).Roll(1, 0).Shape);
    }

    [Fact]
    public void Quarter_turns_add_up()
    {
        Assert.Equal([3, 6, 2, 5, 1, 4], X.Rot90().ToArray());
        Assert.Equal(X.Flip(0, 1).ToArray(), X.Rot90(2).ToArray());
        Assert.Equal(X.ToArray(), X.Rot90(3).Rot90(-3).ToArray());
        Assert.Equal(X.Rot90(-1).ToArray(), X.Rot90(7).ToArray());
    }

    [Fact]
    public void Bad_calls_are_refused()
    {
        SumTests.Refused<ArgumentException>("roll: one shift for each axis is required, got 1 shifts and 2 axes", () => X.Roll([1], [0, 1]));
        SumTests.Refused<ArgumentOutOfRangeException>("roll: shape [2, 3] has no axis 2", () => X.Roll(1, 2));
        SumTests.Refused<ArgumentException>("rot90: two different axes of shape [2, 3] are required, got 0 and -2", () => X.Rot90(1, 0, -2));
    }
}
