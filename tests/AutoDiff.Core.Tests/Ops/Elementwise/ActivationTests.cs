namespace AutoDiff.Tests;

/// <summary>Kinks, tails and NaN of the functions between layers. Tail values: mpmath 1.2 with 60 digits.</summary>
public class ActivationTests
{
    private static readonly Dictionary<string, Func<Tensor<double>, Tensor<double>>> Functions = new()
    {
        ["relu6"] = Tensor.Relu6, ["elu"] = x => Tensor.Elu(x, 2), ["celu"] = x => Tensor.Celu(x, 2), ["selu"] = Tensor.Selu, ["silu"] = Tensor.Silu, ["mish"] = Tensor.Mish, ["hardtanh"] = x => Tensor.HardTanh(x),
        ["hardsigmoid"] = Tensor.HardSigmoid, ["hardswish"] = Tensor.HardSwish, ["tanhshrink"] = Tensor.TanhShrink, ["softshrink"] = x => Tensor.SoftShrink(x), ["hardshrink"] = x => Tensor.HardShrink(x),
        ["threshold"] = x => Tensor.Threshold(x, 0.5, 3), ["logsigmoid"] = Tensor.LogSigmoid, ["sinc"] = Tensor.Sinc, ["logit"] = Tensor.Logit, ["rsqrt"] = Tensor.Rsqrt,
    };

    public static TheoryData<string> Names() => [.. Functions.Keys];

    [Theory]
    [InlineData("relu6", 0, 0)]
    [InlineData("relu6", 6, 0)]
    [InlineData("elu", 0, 2)]
    [InlineData("celu", 0, 1)]
    [InlineData("selu", 0, 1.7580993408473766)]
    [InlineData("hardtanh", -1, 0)]
    [InlineData("hardtanh", 1, 0)]
    [InlineData("hardsigmoid", -3, 0)]
    [InlineData("hardsigmoid", 3, 0)]
    [InlineData("hardswish", -3, -0.5)]
    [InlineData("hardswish", 3, 1.5)]
    [InlineData("softshrink", 0.5, 0)]
    [InlineData("softshrink", -0.5, 0)]
    [InlineData("hardshrink", 0.5, 0)]
    [InlineData("threshold", 0.5, 0)]
    public void Slope_at_a_kink_is_the_documented_one(string name, double x, double slope) => Near.Equal(slope, Derivative(name, x, 1));

    [Theory]
    [InlineData("mish", -40, 0, -1.6993417021166355945e-16)]
    [InlineData("mish", -40, 1, -1.656858159563719701e-16)]
    [InlineData("mish", -40, 2, -1.6143746170108038041e-16)]
    [InlineData("mish", -1.5, 1, -0.064097815892258643134)]
    [InlineData("mish", 0, 2, 0.64)]
    [InlineData("mish", 0, 3, -0.096)]
    [InlineData("mish", 0.25, 3, -0.3576799561314342885)]
    [InlineData("mish", 30, 2, -2.0315104969447274308e-24)]
    [InlineData("silu", -40, 1, -1.6568581595637196939e-16)]
    [InlineData("silu", -40, 2, -1.6143746170108037901e-16)]
    [InlineData("silu", 0, 3, 0)]
    [InlineData("silu", 40, 2, -1.6143746170108037901e-16)]
    [InlineData("silu", 40, 3, 1.5718910744578878727e-16)]
    [InlineData("tanhshrink", 1e-5, 0, 3.333333333200000818e-16)]
    [InlineData("tanhshrink", 1e-5, 1, 9.9999999993333349694e-11)]
    [InlineData("tanhshrink", 0.99, 0, 0.23263767578347371339)]
    [InlineData("tanhshrink", 1.5, 2, 0.32713259728754782893)]
    [InlineData("sinc", 1e-8, 1, -3.2898681336964526171e-8)]
    [InlineData("sinc", 1e-8, 3, 1.9481818206800485566e-7)]
    [InlineData("sinc", 0.3, 3, 5.2474931529243694363)]
    [InlineData("sinc", 1.5, 2, 1.9057670216916899092)]
    [InlineData("logsigmoid", 40, 0, -4.2483542552915889863e-18)]
    [InlineData("logsigmoid", 40, 1, 4.2483542552915889773e-18)]
    [InlineData("logsigmoid", -800, 0, -800)]
    [InlineData("logit", 0.5000000000009095, 0, 3.6379788070917129517e-12)]
    [InlineData("logit", 1e-20, 0, -46.051701859880913735)]
    [InlineData("logit", 0.249, 0, -1.1039527552994271341)]
    [InlineData("logit", 0.999999, 0, 13.815509557935018411)]
    public void Derivatives_keep_their_digits(string name, double x, int order, double expected)
    {
        var value = Derivative(name, x, order);

        // A few roundings of each of some ten steps.
        Assert.True(Math.Abs(value - expected) <= 2e-13 * Math.Abs(expected), $"{expected:R} expected, got {value:R}");
    }

    // silu′ is -2.4520079389357080339e-17 at this number. What remains is the rounding of e = exp(-|x|), half a unit of 2⁻⁵⁴, times e/(1 + e)².
    [Fact]
    public void Slope_of_silu_at_its_zero_is_off_by_one_rounding_only() => Assert.True(Math.Abs(Derivative("silu", -1.278464542761074, 1) + 2.452e-17) < 1e-17);

    [Theory]
    [MemberData(nameof(Names))]
    public void Nan_stays_nan(string name) => Assert.True(double.IsNaN(Functions[name](Tensor.Scalar(double.NaN)).Item));

    [Theory]
    [InlineData("relu6", 6)]
    [InlineData("hardtanh", 1)]
    [InlineData("hardsigmoid", 1)]
    [InlineData("hardswish", double.PositiveInfinity)]
    [InlineData("mish", double.PositiveInfinity)]
    [InlineData("silu", double.PositiveInfinity)]
    [InlineData("tanhshrink", double.PositiveInfinity)]
    [InlineData("softshrink", double.PositiveInfinity)]
    [InlineData("logsigmoid", 0)]
    [InlineData("rsqrt", 0)]
    public void Infinity_has_its_limit(string name, double limit) => Assert.Equal(limit, Functions[name](Tensor.Scalar(double.PositiveInfinity)).Item);

    [Fact]
    public void Hard_swish_far_to_the_left_is_zero() => Assert.Equal(0, Tensor.HardSwish(Tensor.Scalar(double.NegativeInfinity)).Item);

    private static double Derivative(string name, double x, int order)
    {
        using var tape = Tape.Start();
        var leaf = tape.Variable(Tensor.Scalar(x));
        var y = Functions[name](leaf);
        for (var k = 0; k < order; k++) y = tape.Gradients(y, [leaf], graph: true, unreached: Unreached.Zero)[0];
        return y.Item;
    }
}
