namespace AutoDiff.Tests;

public class SumTests
{
    [Fact]
    public void Sum_over_axis_drops_it()
    {
        var x = Tensor.From(new[,] { { 1.0, 2, 3 }, { 4, 5, 6 } });
        Assert.Equal([5.0, 7, 9], Tensor.Sum(x, 0).ToArray());
        Assert.Equal([3], Tensor.Sum(x, 0).Shape);
        Assert.Equal([1, 3], Tensor.Sum(x, 0, keepAxis: true).Shape);
        Assert.Equal([2], Tensor.Sum(x, -1).Shape);
        Assert.Equal(Shape.Scalar, Tensor.Sum(x).Shape);
    }

    [Fact]
    public void Axes_that_are_not_neighbours_are_summed_in_place_order()
    {
        var x = Tensor.Uniform<double>([3, 4, 5, 6], new Random(1));
        var y = Tensor.Sum(x, [2, 0]);
        Assert.Equal([4, 6], y.Shape);
        for (var j = 0; j < 4; j++)
        {
            for (var l = 0; l < 6; l++) Near.Equal(x[.., j, .., l].ToArray().Sum(), y[j, l].Item);
        }
    }

    [Fact]
    public void Nothing_sums_to_zero_and_multiplies_to_one()
    {
        var x = Tensor.Zeros<double>([0, 3]);
        Assert.Equal([0.0, 0, 0], Tensor.Sum(x, 0).ToArray());
        Assert.Equal([1.0, 1, 1], Tensor.Prod(x, 0).ToArray());
        Assert.Equal(0, Tensor.Sum(x, 1).Length);
        Assert.Equal([double.NaN, double.NaN, double.NaN], Tensor.Mean(x, 0).ToArray());
        Assert.Equal([0, 3], Differentiate.Gradient(z => Tensor.Sum(z), x).Shape);
    }

    [Fact]
    public void Sums_are_pairwise()
    {
        // A million tenths: straight summation of floats would be off by percents.
        var x = Tensor.Full([1_000_000], 0.1f);
        Assert.Equal(1e6 * 0.1f, Tensor.Sum(x).Item, 0.1);
        Assert.Equal(1e6 * 0.1f, Tensor.Sum(x.Reshape(500_000, 2), 0).ToArray().Sum(), 0.1);
    }

    [Fact]
    public void Bad_axes_are_refused_by_the_operation_that_was_called()
    {
        var x = Tensor.Zeros<double>([2, 3]);
        Refused<ArgumentOutOfRangeException>("sum: shape [2, 3] has no axis 2", () => Tensor.Sum(x, 2));
        Refused<ArgumentOutOfRangeException>("mean: shape [2, 3] has no axis -3", () => Tensor.Mean(x, -3));
        Refused<ArgumentException>("prod: axis 0 of shape [2, 3] occurs twice", () => Tensor.Prod(x, [0, 0]));
        Refused<ArgumentException>("var: axis -1 of shape [2, 3] occurs twice", () => Tensor.Var(x, [1, -1]));
        Refused<ArgumentOutOfRangeException>("std: shape [2, 3] has no axis 5", () => Tensor.Std(x, 5));
        Refused<ArgumentOutOfRangeException>("norm: shape [2, 3] has no axis 2", () => Tensor.Norm(x, 2, 2));
        Refused<ArgumentOutOfRangeException>("logsumexp: shape [2, 3] has no axis 2", () => Tensor.LogSumExp(x, 2));
        Refused<ArgumentOutOfRangeException>("any: shape [2, 3] has no axis 2", () => Tensor.Any(Tensor.Equal(x, x), 2));
        Refused<ArgumentOutOfRangeException>("count_nonzero: shape [2, 3] has no axis 2", () => Tensor.CountNonZero(x, [2]));
    }

    internal static void Refused<E>(string start, Func<object> call) where E : Exception => Assert.StartsWith(start, Assert.ThrowsAny<E>(call).Message);
}
