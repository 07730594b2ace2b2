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

    /// <summary>x² whose vjp is twice what it should be.</summary>
    private static CheckReport DoubledSquare(Tensor<double> x, CheckOptions options)
        => Check.Function<double>("my_square", xs => xs[0] * xs[0], (g, xs, _) => [4 * g * xs[0]], null, options, x);
}
