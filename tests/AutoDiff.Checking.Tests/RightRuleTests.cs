namespace AutoDiff.Checking.Tests;

/// <summary>Right derivatives pass, at both orders and in both modes.</summary>
public class RightRuleTests
{
    [Fact]
    public void Elementwise_operations_pass()
    {
        var x = Inputs.Normal([2, 3]);
        AssertPassed(Check.Gradients(Tensor.Tanh, x));
        AssertPassed(Check.Gradients(Tensor.Exp, x));
        AssertPassed(Check.Gradients(Tensor.Sigmoid, x));
        AssertPassed(Check.Gradients(Tensor.Log, Inputs.Positive([4])));
        AssertPassed(Check.Gradients(Tensor.Sqrt, Tensor.Of(0.01, 1e-3, 4.0)));
    }

    [Fact]
    public void Matrix_product_passes() => AssertPassed(Check.Gradients(Tensor.MatMul, Inputs.Normal([2, 3]), Inputs.Normal([3, 4], seed: 8)));

    [Fact]
    public void Broadcast_product_passes() => AssertPassed(Check.Gradients((a, b) => a * b, Inputs.Normal([4, 1, 3]), Inputs.Normal([2, 1], seed: 8)));

    [Fact]
    public void Several_inputs_pass()
        => AssertPassed(Check.Gradients(xs => Tensor.Sum(Tensor.Sin(xs[0]) * xs[1]) + xs[2], new CheckOptions { Op = "sum" }, Inputs.Normal([3]), Inputs.Normal([3], 8), Inputs.Normal([], 9)));

    [Fact]
    public void Large_inputs_pass_along_directions() => AssertPassed(Check.Gradients(Tensor.MatMul, Inputs.Normal([20, 30]), Inputs.Normal([30, 10], seed: 8)));

    [Fact]
    public void Masked_square_root_passes_where_the_other_side_is_taken()
        => AssertPassed(Check.Gradients(x => Tensor.Where(Tensor.Greater(x, Tensor.Scalar(0.0)), Tensor.Sqrt(x), Tensor.Zeros<double>(x.Shape)), Tensor.Of(-2.0, 0.5, -0.1, 3), new CheckOptions { Order = 1 }));

    [Fact]
    public void Custom_operation_with_both_rules_passes()
        => AssertPassed(Check.Function<double>("square", xs => xs[0] * xs[0], (g, xs, _) => [2 * g * xs[0]], (ts, xs, _) => 2 * ts[0] * xs[0], Inputs.Normal([3])));

    [Fact]
    public void Custom_operation_without_jvp_passes_and_says_that_forward_mode_was_not_checked()
    {
        var report = Check.Gradients(x => Tensor.Function<double>("square", xs => xs[0] * xs[0], (g, xs, _) => [2 * g * xs[0]], null, x), Inputs.Normal([3]));
        Assert.True(report.Passed, report.ToString());
        Assert.Equal(1, report.Count(CheckVerdict.Unsupported));
    }

    [Fact]
    public void Constant_function_and_unused_input_pass()
    {
        AssertPassed(Check.Gradients(_ => Tensor.Of(1.0, 2), Inputs.Normal([3])));
        AssertPassed(Check.Gradients((a, _) => a * a, Inputs.Normal([3]), Inputs.Normal([2])));
    }

    [Fact]
    public void Empty_scalar_and_strided_inputs_pass()
    {
        AssertPassed(Check.Gradients(Tensor.Exp, Tensor.Zeros<double>([0, 3])));
        AssertPassed(Check.Gradients(Tensor.Exp, Tensor.Scalar(0.0)));
        AssertPassed(Check.Gradients(x => Tensor.Exp(x) * x, Tensor.Wrap([1.0, 2, 3, 4, 5, 6], [3, 2], [1, 3])));
    }

    [Fact]
    public void Extreme_scales_pass()
    {
        AssertPassed(Check.Gradients(Tensor.Log, Tensor.Of(1e-30, 2e-30)));
        AssertPassed(Check.Gradients(Tensor.Exp, Tensor.Of(1e-12)));
        AssertPassed(Check.Gradients(Tensor.Square, Tensor.Of(1e20, -3e20)));
        AssertPassed(Check.Gradients(x => Tensor.Sin(x * 50), Inputs.Normal([3])));
    }

    private static void AssertPassed(CheckReport report)
    {
        Assert.True(report.Passed, report.ToString());
        Assert.True(report.Findings.Count == 0, report.ToString());
        report.ThrowIfFailed();
    }

    /// <summary>Terms near 1 that cancel to 1e-8 differ by their rounding when strided inputs are summed in another order; nothing is wrong with that.</summary>
    [Fact]
    public void Sum_that_cancels_does_not_depend_on_the_layout()
        => Check.Gradients(x => Tensor.Sum(x) / 6, Tensor.From([-1.4999999788092029, 9.20014888010926E-08, 1.0000000899041863, 1.0000000664392366, -0.5000000496437719, -3.668088E-09], [2, 3])).ThrowIfFailed();
}
