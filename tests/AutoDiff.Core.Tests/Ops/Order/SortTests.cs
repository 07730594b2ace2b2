namespace AutoDiff.Tests;

public class SortTests
{
    [Fact]
    public void Equal_elements_keep_their_order_either_way()
    {
        var x = Tensor.Of(2.0, 1, 2, 1);
        Assert.Equal([1, 3, 0, 2], Tensor.ArgSort(x).ToArray());
        Assert.Equal([0, 2, 1, 3], Tensor.ArgSort(x, descending: true).ToArray());
        var (values, indices) = Tensor.Sort(x, descending: true);
        Assert.Equal([2.0, 2, 1, 1], values.ToArray());
        Assert.Equal([0, 2, 1, 3], indices.ToArray());
    }

    [Fact]
    public void Nan_counts_as_the_largest()
    {
        var x = Tensor.Of(double.NaN, 1, double.PositiveInfinity);
        Assert.Equal([1, double.PositiveInfinity, double.NaN], Tensor.Sort(x).Values.ToArray());
        Assert.Equal([double.NaN, double.PositiveInfinity], Tensor.TopK(x, 2).Values.ToArray());
    }

    [Fact]
    public void Gradients_go_back_to_where_the_elements_came_from()
    {
        Assert.Equal([30.0, 10, 20], Differentiate.Gradient(z => Tensor.Sum(Tensor.Sort(z).Values * Tensor.Of(10.0, 20, 30)), Tensor.Of(7.0, 1, 4)).ToArray());
        Assert.Equal([10.0, 0, 20], Differentiate.Gradient(z => Tensor.Sum(Tensor.TopK(z, 2).Values * Tensor.Of(10.0, 20)), Tensor.Of(7.0, 1, 4)).ToArray());
    }

    [Fact]
    public void Any_axis_of_any_view_of_any_type_is_sorted()
    {
        var x = Tensor.From(new[,] { { 3, 1 }, { 2, 5 }, { 9, 0 } });
        Assert.Equal([2, 0, 3, 1, 9, 5], Tensor.Sort(x, 0).Values.ToArray());
        Assert.Equal([2, 3, 9, 0, 1, 5], Tensor.Sort(x.Transpose()).Values.ToArray());
        Assert.Equal([false, true], Tensor.Sort(Tensor.Of(true, false)).Values.ToArray());
        Assert.Equal([0, 2], Tensor.TopK(x, 1, 0, largest: false).Values.ToArray().Order());
        Assert.Equal([0, 2], Tensor.Sort(Tensor.Zeros<float>([0, 2]), 0).Values.Shape);
    }

    [Fact]
    public void What_cannot_be_sorted_is_refused()
    {
        SumTests.Refused<ArgumentOutOfRangeException>("topk: k must be in [0, 3] for axis 0 of shape [3], got 4", () => Tensor.TopK(Tensor.Of(1, 2, 3), 4));
        SumTests.Refused<ArgumentOutOfRangeException>("topk: k must be in [0, 3] for axis 0 of shape [3], got -1", () => Tensor.TopK(Tensor.Of(1, 2, 3), -1));
        SumTests.Refused<ArgumentOutOfRangeException>("sort: shape [] has no axis -1", () => Tensor.Sort(Tensor.Scalar(1)));
        SumTests.Refused<ArgumentOutOfRangeException>("argsort: shape [3] has no axis 1", () => Tensor.ArgSort(Tensor.Of(1, 2, 3), 1));
        SumTests.Refused<NotSupportedException>("sort: elements of type Decimal have no order here", () => Tensor.Sort(Tensor.Of(1m, 2)));
    }
}
