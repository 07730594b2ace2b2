namespace AutoDiff.Tests;

public class ScanTests
{
    private const double Infinity = double.PositiveInfinity;

    [Fact]
    public void Scans_run_along_their_axis()
    {
        var x = Tensor.From(new[,] { { 1.0, 2, 3 }, { 4, 5, 6 } });
        Assert.Equal([1.0, 3, 6, 4, 9, 15], Tensor.CumSum(x, -1).ToArray());
        Assert.Equal([1.0, 2, 3, 5, 7, 9], Tensor.CumSum(x, 0).ToArray());
        Assert.Equal([1.0, 2, 6, 4, 20, 120], Tensor.CumProd(x, 1).ToArray());
        Assert.Equal([1.0, 4, 2, 10, 3, 18], Tensor.CumProd(x.Transpose(), 1).ToArray());
    }

    [Fact]
    public void Gradient_of_the_cumulative_product_is_right_at_zeros()
    {
        // y = (a, ab, abc) with b = 0: Σ y has the gradient (1 + b + bc, a + ac, ab).
        Assert.Equal([1.0, 8, 0], Differentiate.Gradient(z => Tensor.Sum(Tensor.CumProd(z, 0)), Tensor.Of(2.0, 0, 3)).ToArray());

        // ∂²/∂a∂b = 1 + c, ∂²/∂a∂c = b, ∂²/∂b∂c = a.
        Assert.Equal([0.0, 1, 0, 1, 0, 0, 0, 0, 0], Differentiate.Hessian(z => Tensor.Sum(Tensor.CumProd(z, 0)), Tensor.Of(0.0, 0, 0)).ToArray());
        Assert.Equal([0.0, 4, 0, 4, 0, 2, 0, 2, 0], Differentiate.Hessian(z => Tensor.Sum(Tensor.CumProd(z, 0)), Tensor.Of(2.0, 0, 3)).ToArray());
    }

    [Fact]
    public void Cumulative_sum_is_compensated()
    {
        // A rounding of the result, and the square of the straight bound n u for the sum: (10⁴ · 2⁻²⁴)² = 4e-7. Straight summation is off by 1e-4.
        var y = Tensor.CumSum(Tensor.Full([10_000], 0.1f), 0).ToArray();
        for (var k = 0; k < y.Length; k++) Near.Equal((k + 1) * (double)0.1f, y[k], 5e-7);
    }

    [Fact]
    public void Logarithm_of_cumulative_sums_neither_overflows_nor_loses_minus_infinity()
    {
        Near.Equal([-Infinity, -Infinity, 1000, 1000 + Math.Log(2)], Tensor.LogCumSumExp(Tensor.Of(-Infinity, -Infinity, 1000, 1000), 0));
        var gradient = Differentiate.Gradient(z => Tensor.LogCumSumExp(z, 0)[3], Tensor.Of(-Infinity, -Infinity, 1000, 1000));
        Near.Equal([0, 0, 0.5, 0.5], gradient);
        Near.Equal([0, 1, 1], Differentiate.Jvp(z => Tensor.LogCumSumExp(z, 0), Tensor.Of(-Infinity, 2, 2), Tensor.Of(1.0, 1, 1)).Jvp);
    }

    [Fact]
    public void Running_extremes_tell_the_last_of_equals()
    {
        var (values, indices) = Tensor.CumMax(Tensor.Of(1.0, 3, 2, 3, double.NaN, 4), 0);
        Assert.Equal([1, 3, 3, 3, double.NaN, double.NaN], values.ToArray());
        Assert.Equal([0, 1, 1, 3, 4, 4], indices.ToArray());
        Assert.Equal([0, 0, 2, 2], Tensor.CumMin(Tensor.Of(1.0, 3, 1, 2), 0).Indices.ToArray());
        Assert.Equal([1.0, 2, 0, 1], Differentiate.Gradient(z => Tensor.Sum(Tensor.CumMax(z, 0).Values), Tensor.Of(1.0, 3, 2, 4)).ToArray());
    }

    [Fact]
    public void Linear_recurrence_discounts()
    {
        var (a, b) = (Tensor.Of(9.0, 0.5, 0.5), Tensor.Of(1.0, 2, 4));
        Assert.Equal([1.0, 2.5, 5.25], Tensor.LinearRecurrence(a, b, 0).ToArray());
        Assert.Equal([37.0, 4, 4], Tensor.LinearRecurrence(a, b, 0, fromEnd: true).ToArray());
        SumTests.Refused<ShapeException>("linear_recurrence: a and b must have the same shape, got [3] and [2]", () => Tensor.LinearRecurrence(a, Tensor.Of(1.0, 2), 0));
    }

    [Fact]
    public void Empty_lines_are_scanned_too()
    {
        foreach (var shape in (Shape[])[[0], [0, 3], [3, 0]])
        {
            var x = Tensor.Zeros<double>(shape);
            Assert.Equal(shape, Tensor.CumSum(x, 0).Shape);
            Assert.Equal(shape, Tensor.CumMax(x, 0).Values.Shape);
            Assert.Equal(shape, Differentiate.Gradient(z => Tensor.Sum(Tensor.CumProd(z, 0)), x).Shape);
            Assert.Equal(shape, Differentiate.Gradient(z => Tensor.Sum(Tensor.LogCumSumExp(z, 0)), x).Shape);
        }
    }

    [Fact]
    public void A_scalar_has_no_axis_to_scan()
    {
        SumTests.Refused<ArgumentOutOfRangeException>("cumsum: shape [] has no axis 0", () => Tensor.CumSum(Tensor.Scalar(1.0), 0));
        SumTests.Refused<ArgumentOutOfRangeException>("cumprod: shape [] has no axis 0", () => Tensor.CumProd(Tensor.Scalar(1.0), 0));
        SumTests.Refused<ArgumentOutOfRangeException>("cummax: shape [2] has no axis 1", () => Tensor.CumMax(Tensor.Of(1.0, 2), 1));
        SumTests.Refused<ArgumentOutOfRangeException>("cummin: shape [2] has no axis 1", () => Tensor.CumMin(Tensor.Of(1.0, 2), 1));
        SumTests.Refused<ArgumentOutOfRangeException>("logcumsumexp: shape [2] has no axis 1", () => Tensor.LogCumSumExp(Tensor.Of(1.0, 2), 1));
    }
}
