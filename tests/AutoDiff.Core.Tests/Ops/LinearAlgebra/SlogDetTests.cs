using AutoDiff.Tests;

namespace AutoDiff.Core.Tests.Ops.LinearAlgebra;

public class SlogDetTests
{
    [Fact]
    public void Sign_and_logarithm_make_the_determinant()
    {
        var x = Drawn.Normal([20, 5, 5]);
        var (sign, logAbs) = Tensor.SlogDet(x);
        Drawn.Near(Tensor.Det(x), sign * Tensor.Exp(logAbs), 1e-11);
        Assert.False(sign.IsTracked);
    }

    [Fact]
    public void Large_determinants_do_not_overflow()
    {
        var (sign, logAbs) = Tensor.SlogDet(1e200 * Tensor.Eye<double>(3));
        Near.Equal([1], sign);
        Near.Equal([600 * Math.Log(10)], logAbs);
    }

    [Fact]
    public void A_singular_matrix_has_sign_0_and_logarithm_minus_infinity()
    {
        var x = Tensor.From([1.0, 2, 2, 4], [2, 2]);
        var (sign, logAbs) = Tensor.SlogDet(x);
        Assert.Equal((0, double.NegativeInfinity), (sign.Item, logAbs.Item));
        Assert.All(Differentiate.Gradient(z => Tensor.SlogDet(z).LogAbs, x).ToArray(), g => Assert.False(double.IsFinite(g)));
    }

    [Fact]
    public void The_logarithm_of_a_negative_determinant_is_NaN_and_that_of_zero_minus_infinity()
    {
        Assert.Equal(double.NaN, Tensor.LogDet(Tensor.From([0.0, 1, 1, 0], [2, 2])).Item);
        Assert.Equal(double.NegativeInfinity, Tensor.LogDet(Tensor.Zeros<double>([2, 2])).Item);
        Near.Equal([Math.Log(6)], Tensor.LogDet(Tensor.From([2.0, 0, 0, 3], [2, 2])));
    }

    [Fact]
    public void The_gradient_of_a_large_matrix_is_its_inverse_transposed()
    {
        var x = Drawn.Normal([40, 40]);
        Drawn.Near(Tensor.Inverse(x).Transpose(), Differentiate.Gradient(z => Tensor.SlogDet(z).LogAbs, x), 1e-10);
    }

    [Fact]
    public void Rectangles_are_refused()
    {
        Assert.StartsWith("slogdet: square matrices", Drawn.Refused<ShapeException>(() => Tensor.SlogDet(Drawn.Normal([2, 3])).Sign));
        Assert.StartsWith("logdet: square matrices", Drawn.Refused<ShapeException>(() => Tensor.LogDet(Drawn.Normal([3]).Reshape(1, 3))));
        Assert.StartsWith("logdet_spd: square matrices", Drawn.Refused<ShapeException>(() => Tensor.LogDetSpd(Drawn.Normal([2, 3]))));
    }
}
