namespace AutoDiff.Tests;

public class SearchSortedTests
{
    [Fact]
    public void Places_in_one_line_or_in_each()
    {
        var sorted = Tensor.Of(1.0, 3, 3, 7);
        Assert.Equal([0, 1, 3, 4], Tensor.SearchSorted(sorted, Tensor.Of(0.0, 3, 5, 9)).ToArray());
        Assert.Equal([0, 3, 3, 4], Tensor.SearchSorted(sorted, Tensor.Of(0.0, 3, 5, 9), right: true).ToArray());
        Assert.Equal([1, 2, 0, 2], Tensor.SearchSorted(Tensor.From(new[,] { { 1, 2 }, { 5, 6 } }), Tensor.From(new[,] { { 2, 3 }, { 4, 7 } })).ToArray());
        Assert.Equal([], Tensor.SearchSorted(sorted, Tensor.Scalar(2.0)).Shape);
    }

    [Fact]
    public void Buckets_lie_between_bounds()
    {
        var bounds = Tensor.Of(0.0, 10, 20);
        Assert.Equal([0, 0, 1, 1, 3], Tensor.Bucketize(Tensor.Of(-1.0, 0, 5, 10, 99), bounds).ToArray());
        Assert.Equal([0, 1, 1, 2, 3], Tensor.Bucketize(Tensor.Of(-1.0, 0, 5, 10, 99), bounds, right: true).ToArray());
    }

    [Fact]
    public void What_does_not_fit_is_refused()
    {
        SumTests.Refused<ShapeException>("searchsorted: the sorted numbers must be a vector, or have the leading axes of the values; got [1, 2] and [2, 2]", () => Tensor.SearchSorted(Tensor.Zeros<int>([1, 2]), Tensor.Zeros<int>([2, 2])));
        SumTests.Refused<ShapeException>("bucketize: the bounds must be a vector, got shape [1, 2]", () => Tensor.Bucketize(Tensor.Of(1), Tensor.Zeros<int>([1, 2])));
    }
}
