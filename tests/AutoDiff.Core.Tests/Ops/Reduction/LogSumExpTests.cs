namespace AutoDiff.Tests;

public class LogSumExpTests
{
    private const double Infinity = double.PositiveInfinity;

    [Fact]
    public void Infinities_give_infinities()
    {
        var x = Tensor.From(new[,] { { -Infinity, -Infinity }, { Infinity, 1 }, { -Infinity, 2 } });
        Near.Equal([-Infinity, Infinity, 2], Tensor.LogSumExp(x, 1));
        Assert.Equal(-Infinity, Tensor.LogSumExp(Tensor.Zeros<double>([0])).Item);
    }

    [Fact]
    public void Gradient_is_zero_where_all_are_minus_infinity_and_goes_past_infinity()
    {
        Assert.Equal([0.0, 0], Differentiate.Gradient(z => Tensor.LogSumExp(z), Tensor.Of(-Infinity, -Infinity)).ToArray());
        Assert.Equal([0.0, 1], Differentiate.Gradient(z => Tensor.LogSumExp(z), Tensor.Of(-Infinity, 2)).ToArray());
        Assert.Equal(0.0, Differentiate.Gradient(z => Tensor.LogSumExp(z), Tensor.Of(5, Infinity)).ToArray()[0]);
    }

    [Fact]
    public void Softmax_of_large_numbers_does_not_overflow()
    {
        Near.Equal([0.5, 0.5, 0], Tensor.Softmax(Tensor.Of(1e300, 1e300, 0)));
        Near.Equal([-Math.Log(2), -Math.Log(2), -1e300], Tensor.LogSoftmax(Tensor.Of(1e300, 1e300, 0)));
        Assert.Equal([double.NaN, double.NaN], Tensor.Softmax(Tensor.Of(-Infinity, -Infinity)).ToArray());
    }

    [Fact]
    public void Softmax_along_any_axis_of_any_view_is_the_same()
    {
        var x = Tensor.Uniform<double>([3, 4, 5], new Random(1), -3, 3);
        foreach (var softmax in (Func<Tensor<double>, int, Tensor<double>>[])[Tensor.Softmax, Tensor.LogSoftmax])
        {
            Near.Equal(softmax(x, 1).ToArray(), softmax(x.Transpose(1, 2), 2).Transpose(1, 2));
            Near.Equal(softmax(x, 0).ToArray(), softmax(x.Permute(1, 2, 0), -1).Permute(2, 0, 1));
        }
    }

    [Fact]
    public void An_empty_softmax_is_empty()
    {
        Assert.Equal([2, 0], Tensor.Softmax(Tensor.Zeros<double>([2, 0]), 1).Shape);
        Assert.Equal([2, 0], Differentiate.Gradient(z => Tensor.Sum(Tensor.LogSoftmax(z, 1)), Tensor.Zeros<double>([2, 0])).Shape);
        SumTests.Refused<ArgumentOutOfRangeException>("softmax: shape [3] has no axis 1", () => Tensor.Softmax(Tensor.Zeros<double>([3]), 1));
        SumTests.Refused<ArgumentOutOfRangeException>("log_softmax: shape [] has no axis -1", () => Tensor.LogSoftmax(Tensor.Scalar(1.0)));
    }
}
