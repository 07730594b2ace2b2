namespace AutoDiff.Checking.Tests;

/// <summary>Wrong rules are caught and the mistake is named.</summary>
public class WrongRuleTests
{
    [Fact]
    public void Wrong_sign_is_named() => AssertDiagnosed(Check.Gradients(x => WrongOps.ScaledSquare(x, -1), Inputs.Normal([3])), "(1, reverse)", "x0", "wrong sign");

    [Fact]
    public void Constant_factor_is_named_with_its_remedy()
    {
        AssertDiagnosed(Check.Gradients(x => WrongOps.ScaledSquare(x, 2), Inputs.Normal([3])), "constant factor: it is 2 times", "multiply the rule by 1/2");
        AssertDiagnosed(Check.Gradients(x => WrongOps.ScaledSquare(x, 1.0 / 3), Inputs.Normal([10, 20])), "constant factor: it is 1/3 times");
    }

    [Fact]
    public void Untransposed_factor_is_named()
        => AssertDiagnosed(Check.Gradients(WrongOps.MatMulWithUntransposedRight, Inputs.Normal([3, 3]), Inputs.Normal([3, 3], seed: 8)), "x0", "transposed");

    [Fact]
    public void Reshape_for_transpose_is_named()
    {
        AssertDiagnosed(Check.Gradients(WrongOps.TransposeWithReshapedVjp, Inputs.Normal([2, 3])), "transposed");
        AssertDiagnosed(Check.Gradients(WrongOps.TransposeWithReshapedVjp, Inputs.Normal([3, 3])), "transposed");
    }

    [Fact]
    public void Missing_broadcast_sum_is_named()
    {
        AssertDiagnosed(Check.Gradients(WrongOps.AddWithoutSum, Inputs.Normal([2, 3]), Inputs.Normal([3], seed: 8)), "missing sum over a broadcast axis", "SumTo");
        AssertDiagnosed(Check.Gradients(WrongOps.AddWithFirstRow, Inputs.Normal([2, 3]), Inputs.Normal([3], seed: 8)), "x1", "missing sum over a broadcast axis");
    }

    [Fact]
    public void Forgotten_input_of_a_rule_is_named()
        => AssertDiagnosed(Check.Gradients(WrongOps.MulWithoutRight, Inputs.Normal([3]), Inputs.Normal([3], seed: 8)), "x1", "zero everywhere");

    [Fact]
    public void Input_cut_off_from_the_tape_is_named()
        => AssertDiagnosed(Check.Gradients((a, b) => a * b.Detach(), Inputs.Normal([3]), Inputs.Normal([3], seed: 8)), "x1", "the input got no gradient");

    [Fact]
    public void Ignored_adjoint_is_named() => AssertDiagnosed(Check.Gradients(WrongOps.SinWithoutSeed, Inputs.Normal([3])), "does not multiply by the incoming");

    [Fact]
    public void Wrong_jvp_is_told_from_a_right_vjp()
    {
        var report = Check.Gradients(WrongOps.CubeWithWrongJvp, Inputs.Normal([3]));
        AssertDiagnosed(report, "look at the jvp, not at the vjp");
        Assert.All(report.Findings.Where(finding => finding.Verdict == CheckVerdict.Failed), finding => Assert.Equal(CheckMode.Forward, finding.Mode));
        Assert.Contains(report.Findings, finding => finding is { Law: CheckLaw.DotProduct, Verdict: CheckVerdict.Failed });
    }

    [Fact]
    public void Wrong_second_order_is_told_from_a_right_first()
    {
        var report = Check.Gradients(WrongOps.CubeWithConstantVjp, Inputs.Normal([3]));
        AssertDiagnosed(report, "the gradient is right and its derivative is not");
        Assert.All(report.Findings, finding => Assert.Equal(2, finding.Order));
        Assert.True(Check.Gradients(WrongOps.CubeWithConstantVjp, Inputs.Normal([3]), new CheckOptions { Order = 1 }).Passed);
    }

    [Fact]
    public void Nan_is_a_failure()
    {
        var report = Check.Gradients(x => Tensor.Function<double>("nan", xs => xs[0] * 1, (g, _, _) => [g / 0 * 0], null, x), Inputs.Normal([2]));
        AssertDiagnosed(report, "NaN or infinite");
    }

    private static void AssertDiagnosed(CheckReport report, params string[] words)
    {
        Assert.False(report.Passed, report.ToString());
        Assert.True(report.Diagnoses.Any(diagnosis => words.All(word => diagnosis.Contains(word, StringComparison.Ordinal))), report.ToString());
        var exception = Assert.Throws<GradientCheckException>(report.ThrowIfFailed);
        Assert.Same(report, exception.Report);
    }
}
