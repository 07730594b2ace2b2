namespace AutoDiff.Tests;

public class ScatterTests
{
    private static readonly Tensor<double> X = Tensor.Of(1.0, 2, 3);

    [Fact]
    public void The_last_of_several_writers_stays_and_alone_has_a_gradient()
    {
        var (index, source) = (Tensor.Of(2, 0, 2), Tensor.Of(10.0, 20, 30));
        Assert.Equal([20.0, 2, 30], Tensor.Scatter(X, 0, index, source).ToArray());
        var gradients = Differentiate.Gradient(xs => Tensor.Sum(Tensor.Scatter(xs[0], 0, index, xs[1]) * Tensor.Of(1.0, 10, 100)), [X, source]);
        Assert.Equal([0.0, 10, 0], gradients[0].ToArray());
        Assert.Equal([0.0, 1, 100], gradients[1].ToArray());
    }

    [Fact]
    public void What_is_added_adds_up()
    {
        Assert.Equal([21.0, 2, 43], Tensor.ScatterAdd(X, 0, Tensor.Of(2, 0, 2), Tensor.Of(10.0, 20, 30)).ToArray());
        Assert.Equal([11.0, 2, 23], Tensor.IndexAdd(X, 0, Tensor.Of(2, 0, 2), Tensor.Of(10.0, 20, 30), 0.5).ToArray());
        Assert.Equal([21.0, 2, 43], Tensor.IndexPut(X, [Tensor.Of(2, 0, 2)], Tensor.Of(10.0, 20, 30), accumulate: true).ToArray());
        Assert.Equal([1.0, 2, 3], X.ToArray());
    }

    [Fact]
    public void Values_are_put_by_an_index_for_each_axis()
    {
        var x = Tensor.Zeros<double>([2, 3]);
        Assert.Equal([0.0, 0, 7, 8, 0, 0], Tensor.IndexPut(x, [Tensor.Of(0, 1), Tensor.Of(2, 0)], Tensor.Of(7.0, 8)).ToArray());
        Assert.Equal([5.0, 5, 5, 0, 0, 0], Tensor.IndexPut(x, [Tensor.Of(0)], Tensor.Scalar(5.0)).ToArray());
        Assert.Equal([1.0, 2, 3, 1, 2, 3], Tensor.IndexPut(x, [Tensor.Of(0, 1)], Tensor.Of(1.0, 2, 3)).ToArray());
    }

    [Fact]
    public void Indices_are_scattered_too()
        => Assert.Equal([9, 2, 8], Tensor.Scatter(Tensor.Of(1, 2, 3), 0, Tensor.Of(2, 0), Tensor.Of(8, 9)).ToArray());

    [Fact]
    public void What_does_not_fit_is_refused()
    {
        SumTests.Refused<ArgumentOutOfRangeException>("scatter: index 3, at [1], lies outside axis 0 of shape [3]", () => Tensor.Scatter(X, 0, Tensor.Of(0, 3), Tensor.Of(1.0, 2)));
        SumTests.Refused<ArgumentOutOfRangeException>("scatter_add: index -1, at [0], lies outside axis 0 of shape [3]", () => Tensor.ScatterAdd(X, 0, Tensor.Of(-1), Tensor.Of(1.0)));
        SumTests.Refused<ArgumentOutOfRangeException>("index_add: index 3, at [0], lies outside axis 0 of shape [3]", () => Tensor.IndexAdd(X, 0, Tensor.Of(3), Tensor.Of(1.0)));
        SumTests.Refused<ArgumentOutOfRangeException>("index_put: index 5, at [0], lies outside axis 0 of shape [3]", () => Tensor.IndexPut(X, [Tensor.Of(5)], Tensor.Of(1.0)));
        SumTests.Refused<ShapeException>("scatter: the source must have the shape of the index, [2], got [3]", () => Tensor.Scatter(X, 0, Tensor.Of(0, 1), X));
        SumTests.Refused<ShapeException>("scatter_add: the source must have the shape of the index, [2], got [3]", () => Tensor.ScatterAdd(X, 0, Tensor.Of(0, 1), X));
        SumTests.Refused<ShapeException>("index_add: for x [3], axis 0 and an index of length 2 the source must have shape [2], got [3]", () => Tensor.IndexAdd(X, 0, Tensor.Of(0, 1), X));
        SumTests.Refused<ShapeException>("index_add: the index must be a vector", () => Tensor.IndexAdd(X, 0, Tensor.Scalar(0), X));
        SumTests.Refused<ShapeException>("index_put: shapes [3] and [2] do not broadcast", () => Tensor.IndexPut(X, [Tensor.Of(0, 1)], X));
        SumTests.Refused<ShapeException>("index_put: the values must broadcast to shape [1], got [3]", () => Tensor.IndexPut(X, [Tensor.Of(0)], X));
        SumTests.Refused<ShapeException>("index_put: from 1 to 1 indices are required for shape [3], got 2", () => Tensor.IndexPut(X, [Tensor.Of(0), Tensor.Of(0)], X));
    }
}
