namespace AutoDiff.Core.Tests.Ops.Elementwise;

/// <summary>Derivatives of derivatives where a rule of the first order is right but cancels or overflows when it is differentiated.</summary>
public class SlopeTests
{
    // Series at 0: asin″ = x, acos″ = -x, atanh″ = 2x, tanh″ = -2x, all up to a relative x² = 1e-18.
    [Fact]
    public void Second_derivative_of_asin_does_not_cancel_near_zero() => Near(1e-9, Derivative(Tensor.Asin, 1e-9, 2));

    [Fact]
    public void Second_derivative_of_acos_does_not_cancel_near_zero() => Near(-1e-9, Derivative(Tensor.Acos, 1e-9, 2));

    [Fact]
    public void Second_derivative_of_atanh_does_not_cancel_near_zero() => Near(2e-9, Derivative(Tensor.Atanh, 1e-9, 2));

    [Fact]
    public void Second_derivative_of_tanh_does_not_cancel_near_zero() => Near(-2e-9, Derivative(Tensor.Tanh, 1e-9, 2));

    // softplus″ = sigmoid′, which is eˣ far to the left.
    [Fact]
    public void Second_derivative_of_softplus_does_not_vanish_far_to_the_left() => Near(Math.Exp(-700), Derivative(x => Tensor.Softplus(x), -700, 2));

    [Fact]
    public void Third_derivatives_at_zero_see_no_kink()
    {
        Near(-2, Derivative(Tensor.Tanh, 0, 3));
        Near(-0.125, Derivative(Tensor.Sigmoid, 0, 3));
    }

    [Fact]
    public void Sign_of_nan_is_zero() => Assert.Equal([0.0, 0.0, 1.0, -1.0], Tensor.Sign(Tensor.Of(double.NaN, -0.0, 3, -2)).ToArray());

    [Fact]
    public void Clamp_with_min_above_max_gives_max() => Assert.Equal([-1.0, -1.0], Tensor.Clamp(Tensor.Of(0.5, 7), 1, -1).ToArray());

    [Fact]
    public void Where_is_called_where_in_its_error()
    {
        var error = Assert.Throws<ShapeException>(() => Tensor.Where(Tensor.Of(true, false), Tensor.Of(1.0, 2, 3), Tensor.Of(1.0, 2, 3)));
        Assert.StartsWith("where:", error.Message);
    }

    [Fact]
    public void Slice_names_itself_when_its_step_is_zero()
        => Assert.StartsWith("slice:", Assert.Throws<ArgumentOutOfRangeException>(() => Slice.Every(.., 0)).Message);

    private static double Derivative(Func<Tensor<double>, Tensor<double>> f, double x, int order)
    {
        using var tape = Tape.Start();
        var leaf = tape.Variable(Tensor.Scalar(x));
        var y = f(leaf);
        for (var k = 0; k < order; k++) y = tape.Gradients(y, [leaf], graph: true, unreached: Unreached.Zero)[0];
        return y.Item;
    }

    private static void Near(double expected, double value) => Assert.True(Math.Abs(value - expected) <= 1e-13 * Math.Abs(expected), $"{expected} expected, got {value}");
}
