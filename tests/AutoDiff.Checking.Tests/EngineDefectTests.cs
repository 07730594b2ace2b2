namespace AutoDiff.Checking.Tests;

/// <summary>Defects of the engine that the checker found, each with the test that keeps it from coming back.</summary>
public class EngineDefectTests
{
    /// <summary>
    /// A recorded jvp of Where multiplies the tangent of the dropped side, NaN, by a slope of 0. Unrecorded it selects, and in reverse the zero
    /// adjoint annihilates, so only forward over forward is wrong.
    /// </summary>
    [Fact]
    public void Tangent_of_a_tangent_is_zero_on_the_side_that_a_mask_drops()
    {
        Tensor<double> x = Tensor.Of(-2.0, 0.25), v = Tensor.Of(1.0, 1.0), zero = Tensor.Scalar(0.0);
        var second = Differentiate.Jvp(y => Differentiate.Jvp(z => Tensor.Where(Tensor.Greater(z, zero), Tensor.Sqrt(z), zero), y, v).Jvp, x, v).Jvp.ToArray();

        // (√x)'' = -x^(-3/2) / 4 = -2 at 1/4.
        Assert.Equal([0, -2], second);
    }

    /// <summary>∂/∂a selects a constant 0 where b = 0, so its derivative in b is lost: ∂²(aᵇ)/∂a∂b = aᵇ⁻¹ (1 + b ln a) is 1/a there.</summary>
    [Fact]
    public void Mixed_second_derivative_of_pow_at_exponent_zero_is_the_reciprocal_of_the_base()
    {
        var a = Tensor.Of(2.0);
        var mixed = Differentiate.Gradient(b => Tensor.Sum(Differentiate.Gradient(c => Tensor.Sum(Tensor.Pow(c, b)), a)), Tensor.Of(0.0));
        Assert.Equal(0.5, mixed.Item, 1e-12);
    }

    /// <summary>The same select one order higher: ∂³(aᵇ)/∂a²∂b is 1/a at b = 1.</summary>
    [Fact]
    public void Mixed_third_derivative_of_pow_at_exponent_one_is_the_reciprocal_of_the_base()
        => Check.Gradients(Tensor.Pow, Tensor.Of(2.0), Tensor.Of(1.0)).ThrowIfFailed();

    /// <summary>The first derivative selects a constant 1/2 at 0 beside y / x, whose own tangents are 0/0 there. Since I1 = x/2 + x³/16 + ..., its third derivative is 3/8.</summary>
    [Fact]
    public void Third_derivative_of_the_Bessel_function_at_zero_is_three_eighths()
    {
        Tensor<double> x = Tensor.Of(0.0), one = Tensor.Of(1.0);
        Tensor<double> First(Tensor<double> z) => Differentiate.Jvp(Tensor.BesselI1, z, one).Jvp;
        Tensor<double> Second(Tensor<double> z) => Differentiate.Jvp(First, z, one).Jvp;
        Assert.Equal(0.375, Differentiate.Jvp(Second, x, one).Jvp.Item, 1e-12);
    }
}
