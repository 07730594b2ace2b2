namespace AutoDiff.Checking.Tests;

/// <summary>What a report says of a wrong rule beyond the kind of mistake, which the corpus is about.</summary>
public class WrongRuleTests
{
    [Fact]
    public void Wrong_jvp_is_told_from_a_right_vjp()
    {
        var report = Check.Function<double>("cube", Cube, (g, xs, _) => [3 * g * xs[0] * xs[0]], (ts, xs, _) => 3 * ts[0] * xs[0], Inputs.Normal([3]));
        var diagnosis = Assert.Single(report.Diagnoses);
        Assert.Equal(("forward", 0, 1), (diagnosis.Path, diagnosis.Input, diagnosis.Order));
        Assert.All(report.Findings.Where(finding => finding.Verdict == CheckVerdict.Failed), finding => Assert.Equal(CheckMode.Forward, finding.Mode));
        Assert.Contains(report.Findings, finding => finding is { Law: CheckLaw.DotProduct, Verdict: CheckVerdict.Failed });
    }

    [Fact]
    public void Wrong_second_order_is_told_from_a_right_first()
    {
        CheckReport Run(int order) => Check.Function<double>("cube", Cube, (g, xs, _) => [3 * g * (xs[0] * xs[0]).Detach()], null, new CheckOptions { Order = order }, Inputs.Normal([3]));
        Assert.True(Run(1).Passed);
        var report = Run(2);
        Assert.All(report.Findings.Where(finding => finding.Verdict == CheckVerdict.Failed), finding => Assert.Equal(2, finding.Order));
        Assert.Contains("does not change with x", report.Diagnoses[0].What, StringComparison.Ordinal);
    }

    [Fact]
    public void One_mistake_of_both_modes_is_told_once()
    {
        var report = Check.Function<double>("square", xs => xs[0] * xs[0], (g, xs, _) => [g * xs[0]], (ts, xs, _) => ts[0] * xs[0], Inputs.Normal([3]));
        Assert.Equal("Wrong factor: the rule gives 1/2 times the true derivative.", Assert.Single(report.Diagnoses).What);
        Assert.DoesNotContain(report.Findings, finding => finding is { Law: CheckLaw.DotProduct, Verdict: CheckVerdict.Failed });
    }

    [Fact]
    public void Factor_is_named_along_directions_too()
    {
        var report = Check.Function<double>("square", xs => xs[0] * xs[0], (g, xs, _) => [g * xs[0] / 3], null, Inputs.Normal([20, 30]));
        Assert.Equal((Mistake.MissingFactor, "Multiply it by 6."), (report.Diagnoses[0].Mistake, report.Diagnoses[0].Remedy));
        Assert.Contains(report.Findings, finding => finding.Index == "x along v0");
    }

    [Fact]
    public void One_wrong_entry_among_many_is_found()
    {
        var mask = Tensor.From([.. Enumerable.Range(0, 900).Select(i => i == 437 ? 0.5 : 1)], [30, 30]);
        Assert.False(Check.Function<double>("scale", xs => xs[0] * 2, (g, _, _) => [2 * g * mask], null, Inputs.Normal([30, 30])).Passed);
    }

    [Fact]
    public void Every_wrong_input_has_a_diagnosis_and_no_right_one()
    {
        var report = Check.Function<double>("fma", xs => xs[0] * xs[1] + xs[2], (g, xs, _) => [-g * xs[1], g * xs[0], g * 3], null, Inputs.Normal([4]), Inputs.Normal([4], 8), Inputs.Normal([4], 9));
        Assert.Equal([(0, Mistake.WrongSign), (2, Mistake.MissingFactor)], report.Diagnoses.Select(diagnosis => (diagnosis.Input, diagnosis.Mistake)));
    }

    [Fact]
    public void Wrong_rule_within_a_larger_function_is_caught_and_its_operations_are_listed()
    {
        static Tensor<double> Wrong(Tensor<double> x) => Tensor.Function<double>("sine", xs => Tensor.Sin(xs[0]), (g, xs, _) => [g * Tensor.Sin(xs[0])], null, x);
        var report = Check.Gradients((a, b) => Tensor.Sum(Tensor.Exp(a)) * Wrong(b), Inputs.Normal([2]), Inputs.Normal([3], 8));
        Assert.Equal(["exp", "sum", "sine", "mul"], report.Operations.Where(name => name != "reshape"));
        Assert.Equal(1, Assert.Single(report.Diagnoses).Input);
    }

    [Fact]
    public void Rule_that_is_lost_in_rounding_is_inconclusive_and_not_wrong()
    {
        // (1 + x)² - 1 - x² = 2x by way of numbers of size 1e8, in which the last digits of a derivative are lost.
        var report = Check.Gradients(x => Tensor.Square(1e8 + x) - Tensor.Square(x), Tensor.Of(1.0, 2), new CheckOptions { Order = 1 });
        Assert.True(report.Passed, report.ToString());
    }

    private static Tensor<double> Cube(Tensor<double>[] xs) => xs[0] * xs[0] * xs[0];
}
