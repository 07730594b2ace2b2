namespace AutoDiff.Checking.Tests;

/// <summary>Functions in float.</summary>
public class SinglePrecisionTests
{
    private static readonly Tensor<float> s_x = Tensor.Of(-1.5f, 0.3f, 2);

    [Fact]
    public void Generic_function_is_checked_by_way_of_double() => Check.SinglePrecision(Tensor.Tanh, Tensor.Tanh, s_x).ThrowIfFailed();

    [Fact]
    public void Float_function_is_checked_with_a_looser_tolerance()
    {
        Check.Gradients(Tensor.Tanh, s_x).ThrowIfFailed();
        Check.Gradients(Tensor.MatMul, Tensor.Normal<float>([3, 4], new Random(1)), Tensor.Normal<float>([4, 2], new Random(2))).ThrowIfFailed();
        Assert.Equal(2, Check.Gradients(Tensor.Relu, Tensor.Of(0f, 1), new CheckOptions { Order = 1 }).Count(CheckVerdict.Kink));
    }

    [Fact]
    public void Wrong_float_rule_is_caught()
    {
        static Tensor<float> Wrong(Tensor<float> x) => Tensor.Function<float>("sin", xs => Tensor.Sin(xs[0]), (g, xs, _) => [g * Tensor.Sin(xs[0])], null, x);
        Assert.False(Check.Gradients(Wrong, s_x).Passed);
        Assert.Contains(Check.SinglePrecision(Wrong, Tensor.Sin, s_x).Findings, finding => finding is { Law: CheckLaw.Precision, Verdict: CheckVerdict.Failed });
    }

    [Fact]
    public void Cancellation_in_float_is_caught()
    {
        // (1 + x) - 1 loses every digit of a small x, and its square root keeps none in the derivative.
        var x = Tensor.Of(1e-6f);
        Assert.False(Check.SinglePrecision(a => Tensor.Log((1 + a) - 1), a => Tensor.Log((1 + a) - 1), x).Passed);
    }
}
