namespace AutoDiff.Tests;

public class MedianTests
{
    [Fact]
    public void Of_an_even_number_the_lower_is_the_median_and_the_mean_is_the_quantile()
    {
        var x = Tensor.Of(4.0, 1, 3, 2);
        Assert.Equal(2, Tensor.Median(x).Item);
        Assert.Equal(3, Tensor.Median(x, 0).Indices.Item);
        Assert.Equal(2.5, Tensor.Quantile(x, 0.5, 0).Item);
        Assert.Equal([0.0, 0, 0, 1], Differentiate.Gradient(z => Tensor.Median(z), x).ToArray());
        Assert.Equal([0.0, 0, 0.5, 0.5], Differentiate.Gradient(z => Tensor.Quantile(z, 0.5, 0), x).ToArray());
    }

    [Theory]
    [InlineData(0, 1)]
    [InlineData(0.25, 1.75)]
    [InlineData(1, 4)]
    public void Quantiles_lie_between_the_elements(double q, double expected) => Near.Equal(expected, Tensor.Quantile(Tensor.Of(4.0, 1, 3, 2), q, 0).Item);

    [Fact]
    public void Nan_and_infinity_propagate()
    {
        Assert.Equal(double.NaN, Tensor.Median(Tensor.Of(1, double.NaN, 2)).Item);
        Assert.Equal(double.NaN, Tensor.Quantile(Tensor.Of(1, double.NaN, 2), 0.1, 0).Item);
        Assert.Equal(double.PositiveInfinity, Tensor.Quantile(Tensor.Of(1, double.PositiveInfinity), 0.5, 0).Item);
        Assert.Equal(1, Tensor.Quantile(Tensor.Of(1, double.PositiveInfinity), 0, 0).Item);
    }

    [Fact]
    public void Bad_calls_are_refused()
    {
        SumTests.Refused<ArgumentOutOfRangeException>("quantile: q must lie in [0, 1], got 1.5", () => Tensor.Quantile(Tensor.Of(1.0), 1.5, 0));
        SumTests.Refused<ArgumentOutOfRangeException>("quantile: q must lie in [0, 1], got NaN", () => Tensor.Quantile(Tensor.Of(1.0), double.NaN, 0));
        SumTests.Refused<ShapeException>("quantile: axis 0 of shape [0] must not be empty", () => Tensor.Quantile(Tensor.Zeros<double>([0]), 0.5, 0));
        SumTests.Refused<ShapeException>("median: axis 0 of shape [0] must not be empty", () => Tensor.Median(Tensor.Zeros<double>([0])));
    }
}
