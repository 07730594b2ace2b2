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

    /// <summary>Points a little to either side of each threshold, and on it where the documentation says what holds there.</summary>
    public static TheoryData<string, double, double> Thresholds() => new()
    {
        { "clamp", -0.9, 0 }, { "clamp", -0.7, 1 }, { "clamp", 1.1, 1 }, { "clamp", 1.3, 0 },
        { "clamp_min", -0.9, 0 }, { "clamp_min", -0.7, 1 }, { "clamp_max", 1.1, 1 }, { "clamp_max", 1.3, 0 },
        { "hardshrink", 0.5, 0 }, { "hardshrink", 0.7, 1 }, { "hardshrink", -0.7, 1 }, { "hardshrink", -0.5, 0 },
        { "softshrink", 0.5, 0 }, { "softshrink", 0.7, 1 }, { "softshrink", -0.7, 1 }, { "softshrink", -0.5, 0 },
        { "hardswish", -3.1, 0 }, { "hardswish", -2.9, -2.9 / 3 + 0.5 }, { "hardswish", 2.9, 2.9 / 3 + 0.5 }, { "hardswish", 3.1, 1 }, { "hardswish", 7, 1 }, { "hardswish", -7, 0 },
        { "threshold", 0.5, 0 }, { "threshold", 0.7, 1 }, { "threshold", 1.1, 1 },
        { "softplus", 0.9, 1 / (1 + 1.6529888822158653e-1) }, { "softplus", 1.1, 1 }, { "softplus", 2.1, 1 },
        { "abs", 0, 0 }, { "abs", double.NaN, double.NaN }, { "relu", 0, 0 }, { "relu", double.NaN, double.NaN },
    };

    // softplus with beta 2 below its threshold 2: the slope is 1 / (1 + e^(-2x)), and e^-1.8 = 0.16529888822158653.
    [Theory]
    [MemberData(nameof(Thresholds))]
    public void Slope_beside_a_threshold(string op, double x, double expected)
    {
        var slope = Derivative(
            op switch
            {
                "clamp" => z => Tensor.Clamp(z, -0.8, 1.2),
                "clamp_min" => z => Tensor.Maximum(z, -0.8),
                "clamp_max" => z => Tensor.Minimum(z, 1.2),
                "hardshrink" => z => Tensor.HardShrink(z, 0.6),
                "softshrink" => z => Tensor.SoftShrink(z, 0.6),
                "hardswish" => Tensor.HardSwish,
                "threshold" => z => Tensor.Threshold(z, 0.6, 0),
                "softplus" => z => Tensor.Softplus(z, 2, 2),
                "abs" => Tensor.Abs,
                _ => Tensor.Relu,
            },
            x,
            1);
        if (double.IsNaN(expected)) Assert.Equal(double.NaN, slope);
        else Near(expected, slope);
    }

    [Fact]
    public void A_tie_of_maximum_or_minimum_is_divided_equally()
    {
        foreach (var f in new Func<Tensor<double>, Tensor<double>, Tensor<double>>[] { Tensor.Maximum, Tensor.Minimum })
        {
            var gradients = Differentiate.Gradient(xs => Tensor.Sum(f(xs[0], xs[1])), [Tensor.Of(2.0, -1), Tensor.Of(2.0, -1)]);
            Assert.All(gradients, gradient => Assert.Equal([0.5, 0.5], gradient.ToArray()));
        }
    }

    // d/db aᵇ = aᵇ ln a, whose limit at a = 0 is 0 for b > 0; to the left of b = 0 it is ∞ · -∞.
    [Fact]
    public void Power_of_zero_does_not_change_with_a_positive_exponent()
    {
        Near(0, Differentiate.Gradient(b => Tensor.Pow(Tensor.Scalar(0.0), b), Tensor.Scalar(2.0)).Item);
        Near(0, Derivative(b => Tensor.Pow(0.0, b), 2, 1));
        Assert.Equal(double.NegativeInfinity, Derivative(b => Tensor.Pow(0.0, b), -1, 1));
    }

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
