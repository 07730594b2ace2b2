namespace AutoDiff.Checking.Tests;

/// <summary>The report reads well and its findings are complete.</summary>
public class ReportTests
{
    [Fact]
    public void Text_names_the_function_the_mistake_and_the_worst_entries()
    {
        var report = DoubledSquare(Tensor.Of(1.0, 2), new CheckOptions { Order = 1, Forward = false });
        var text = report.ToString();
        Assert.StartsWith("my_square(x [2]): FAILED", text, StringComparison.Ordinal);
        Assert.Contains("gives 2 times the true derivative", text, StringComparison.Ordinal);
        Assert.Matches(@"y\[1\] +x\[1\] +8 +4 ", text);
        Assert.Equal(text, Assert.Throws<GradientCheckException>(report.ThrowIfFailed).Message);
    }

    [Fact]
    public void Finding_carries_what_was_compared()
    {
        var report = DoubledSquare(Tensor.Of(1.0, 2), new CheckOptions { Order = 1, Forward = false });
        var finding = Assert.Single(report.Findings, finding => finding.Law == CheckLaw.Differences && finding.Index == "x[1]");
        Assert.Equal(("my_square", 1, CheckMode.Reverse, 0, "y[1]"), (finding.Op, finding.Order, finding.Mode, finding.Input, finding.Result));
        Assert.Equal(8, finding.Analytic);
        Assert.Equal(4, finding.Numeric, 1e-10);
        Assert.InRange(finding.Tolerance, 1e-12, 1e-6);
    }

    [Fact]
    public void Passing_report_says_how_near_it_came()
    {
        var report = Check.Gradients(Tensor.Tanh, Inputs.Normal([3]));
        Assert.Contains("passed", report.ToString(), StringComparison.Ordinal);
        Assert.InRange(report.Closest!.Excess, 0, 1);
        Assert.Equal(report.Comparisons, report.Count(CheckVerdict.Passed));
    }

    [Fact]
    public void Same_seed_gives_the_same_report()
    {
        var options = new CheckOptions { MaxEntries = 0 };
        Assert.Equal(DoubledSquare(Inputs.Normal([3]), options).ToString(), DoubledSquare(Inputs.Normal([3]), options).ToString());
    }

    [Fact]
    public void Options_out_of_range_are_refused()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => Check.Gradients(Tensor.Exp, Inputs.Normal([1]), new CheckOptions { Order = 4 }));
        Assert.Throws<ArgumentOutOfRangeException>(() => Check.Gradients(Tensor.Exp, Inputs.Normal([1]), new CheckOptions { Tolerance = 2 }));
        Assert.Throws<ArgumentException>(() => Check.Gradients<double>(xs => xs[0], new CheckOptions()));
    }

    [Fact]
    public void Report_of_a_passed_check_is_one_line()
    {
        foreach (var report in new[] { Check.Gradients(Tensor.Tanh, Inputs.Normal([3])), Check.Gradients(Tensor.Relu, Tensor.Of(0.0, 1)), Check.Gradients(Tensor.MatMul, Inputs.Normal([20, 30]), Inputs.Normal([30, 2], 8)) })
            Assert.DoesNotContain('\n', report.ToString());
    }

    [Fact]
    public void Function_is_named_by_its_text_and_inputs_by_its_parameters()
    {
        Assert.StartsWith("Tensor.Tanh(x [3]): passed", Check.Gradients(Tensor.Tanh, Inputs.Normal([3])).ToString(), StringComparison.Ordinal);
        Assert.StartsWith("Tensor.Exp(weight) * 2, weight [3]: passed", Check.Gradients(weight => Tensor.Exp(weight) * 2, Inputs.Normal([3])).ToString(), StringComparison.Ordinal);
        Assert.StartsWith("Tensor.MatMul(a [2, 3], b [3]): passed", Check.Gradients(Tensor.MatMul, Inputs.Normal([2, 3]), Inputs.Normal([3], 8)).ToString(), StringComparison.Ordinal);
        Assert.StartsWith("q * k, q, k [2]: passed", Check.Gradients((q, k) => q * k, Inputs.Normal([]), Inputs.Normal([2], 8)).ToString(), StringComparison.Ordinal);
        Assert.StartsWith("twice(x [2]): passed", Check.Gradients(x => Tensor.Function<double>("twice", xs => xs[0] * 2, (g, _, _) => [g * 2], null, x), Inputs.Normal([2])).ToString(), StringComparison.Ordinal);
        Assert.StartsWith("affine(a [2], b [2]): passed", Check.Gradients(xs => xs[0] + xs[1], new CheckOptions { Op = "affine" }, Inputs.Normal([2]), Inputs.Normal([2], 8)).ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void Report_that_compared_nothing_says_so()
        => Assert.Contains("no derivative to compare with", Check.Gradients(Tensor.Sqrt, Tensor.Of(-1.0, -2)).ToString(), StringComparison.Ordinal);

    [Fact]
    public void Lines_of_a_long_report_are_not_too_long()
    {
        var report = Check.Function<double>("softmax", xs => Tensor.Softmax(xs[0]), (g, _, y) => [g * y], (ts, _, y) => ts[0] * y, Inputs.Normal([3, 4]));
        var lines = report.ToString().Split('\n');
        Assert.All(lines, line => Assert.InRange(line.Length, 0, 110));
        Assert.InRange(lines.Length, 10, 25);
        Assert.Contains(lines, line => line.StartsWith("  ... and ", StringComparison.Ordinal));
    }

    /// <summary>x² whose vjp is twice what it should be.</summary>
    private static CheckReport DoubledSquare(Tensor<double> x, CheckOptions options)
        => Check.Function<double>("my_square", xs => xs[0] * xs[0], (g, xs, _) => [4 * g * xs[0]], null, options, x);
}
