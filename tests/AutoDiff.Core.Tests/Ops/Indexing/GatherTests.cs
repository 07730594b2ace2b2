namespace AutoDiff.Tests;

public class GatherTests
{
    private static readonly Tensor<double> X = Tensor.From(new[,] { { 1.0, 2, 3 }, { 4, 5, 6 } });

    [Fact]
    public void Elements_are_taken_from_views_and_of_every_type()
    {
        var index = Tensor.From(new[,] { { 1, 0 }, { 1, 1 } });
        Assert.Equal([4.0, 1, 5, 5], Tensor.Gather(X.Transpose()[..2], 1, index).ToArray());
        Assert.Equal([false, true], Tensor.Gather(Tensor.Of(true, false), 0, Tensor.Of(1, 0)).ToArray());
        Assert.Equal([6.0, 1], Tensor.Take(X, Tensor.Of(5, 0)).ToArray());
        Assert.Equal([3.0, 2], Tensor.Take(X.Flip(1), Tensor.Of(0, 1)).ToArray());
    }

    [Fact]
    public void Repeated_rows_add_their_gradients_up()
    {
        var index = Tensor.From([1, 1, 0, 1], [2, 2]);
        Assert.Equal([1.0, 1, 1, 3, 3, 3], Differentiate.Gradient(z => Tensor.Sum(Tensor.TakeRows(z, index)), X).ToArray());
        Assert.Equal([2, 2, 3], Tensor.TakeRows(X, index).Shape);
        Assert.Equal([3], Tensor.TakeRows(X, Tensor.Scalar(1)).Shape);
        Assert.Equal([0, 3], Tensor.TakeRows(X, Tensor.Zeros<int>([0])).Shape);
    }

    [Fact]
    public void The_adjoint_of_a_table_is_added_to_in_place()
    {
        // Two look-ups and a dense use of one table: all of them share the one adjoint.
        var gradient = Differentiate.Gradient(
            z => Tensor.Sum(Tensor.TakeRows(z, Tensor.Of(0, 0))) + Tensor.Sum(z * z) + 10 * Tensor.Sum(Tensor.IndexSelect(z, 1, Tensor.Of(2))), X);
        Assert.Equal([4.0, 6, 18, 8, 10, 22], gradient.ToArray());
    }

    [Fact]
    public void Places_by_an_index_for_each_axis()
    {
        Assert.Equal([6.0, 2], Tensor.IndexGet(X, Tensor.Of(1, 0), Tensor.Of(2, 1)).ToArray());
        Assert.Equal([5.0, 2], Tensor.IndexGet(X, Tensor.Of(1, 0), Tensor.Scalar(1)).ToArray());
        Assert.Equal([4.0, 5, 6], Tensor.IndexGet(X, Tensor.Scalar(1)).ToArray());
    }

    [Fact]
    public void An_index_outside_is_refused_with_its_place()
    {
        SumTests.Refused<ArgumentOutOfRangeException>("gather: index 3, at [0, 1], lies outside axis 1 of shape [2, 3]; it must be in [0, 2]", () => Tensor.Gather(X, 1, Tensor.From([0, 3], [1, 2])));
        SumTests.Refused<ArgumentOutOfRangeException>("gather: index -1, at [0, 0], lies outside axis 0", () => Tensor.Gather(X, 0, Tensor.From([-1], [1, 1])));
        SumTests.Refused<ArgumentOutOfRangeException>("take_rows: index 2, at [1, 0], lies outside axis 0 of shape [2, 3]", () => Tensor.TakeRows(X, Tensor.From([0, 2], [2, 1])));
        SumTests.Refused<ArgumentOutOfRangeException>("index_select: index 7, at [0], lies outside axis 1", () => Tensor.IndexSelect(X, 1, Tensor.Of(7)));
        SumTests.Refused<ArgumentOutOfRangeException>("take: index 6, at [0], lies outside axis 0 of shape [6]", () => Tensor.Take(X, Tensor.Of(6)));
        SumTests.Refused<ArgumentOutOfRangeException>("index_get: index 3, at [1], lies outside axis 1 of shape [2, 3]", () => Tensor.IndexGet(X, Tensor.Of(0, 1), Tensor.Of(0, 3)));
        SumTests.Refused<ArgumentOutOfRangeException>("one_hot: index 4, at [0], lies outside axis 1 of shape [1, 4]", () => Tensor.OneHot<double>(Tensor.Of(4), 4));
    }

    [Fact]
    public void An_index_that_does_not_fit_is_refused()
    {
        SumTests.Refused<ShapeException>("gather: the index must have as many axes as x", () => Tensor.Gather(X, 0, Tensor.Of(1)));
        SumTests.Refused<ShapeException>("gather: the index must have as many axes as x and be no longer outside axis 0, got index [1, 4] for x [2, 3]", () => Tensor.Gather(X, 0, Tensor.Zeros<int>([1, 4])));
        SumTests.Refused<ShapeException>("gather: a tensor with at least one axis", () => Tensor.Gather(Tensor.Scalar(1.0), 0, Tensor.Of(0)));
        SumTests.Refused<ShapeException>("index_select: the index must be a vector, got shape [1, 1]", () => Tensor.IndexSelect(X, 0, Tensor.Zeros<int>([1, 1])));
        SumTests.Refused<ShapeException>("take_rows: a tensor with at least one axis", () => Tensor.TakeRows(Tensor.Scalar(1.0), Tensor.Of(0)));
        SumTests.Refused<ShapeException>("index_get: from 1 to 2 indices are required for shape [2, 3], got 0", () => Tensor.IndexGet(X));
        SumTests.Refused<ShapeException>("index_get: shapes [2] and [3] do not broadcast", () => Tensor.IndexGet(X, Tensor.Of(0, 1), Tensor.Of(0, 1, 2)));
        SumTests.Refused<ArgumentOutOfRangeException>("one_hot: the number of classes must not be negative", () => Tensor.OneHot<float>(Tensor.Of(1), -1));
    }
}
