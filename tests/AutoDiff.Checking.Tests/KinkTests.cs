namespace AutoDiff.Checking.Tests;

/// <summary>Where there is no derivative, a convention between the slopes is accepted and reported as such.</summary>
public class KinkTests
{
    [Fact]
    public void Relu_has_a_kink_at_zero()
    {
        var report = Check.Gradients(Tensor.Relu, Tensor.Of(-1.0, 0, 2), new CheckOptions { Order = 1 });
        Assert.True(report.Passed, report.ToString());
        var kinks = report.Findings.Where(finding => finding.Verdict == CheckVerdict.Kink).ToArray();
        Assert.Equal(report.Findings.Count, kinks.Length);
        Assert.All(kinks, kink => Assert.Equal("x[1]", kink.Index));
        Assert.Equal([CheckMode.Reverse, CheckMode.Forward], kinks.Select(kink => kink.Mode));
    }

    [Fact]
    public void Kink_is_seen_where_the_central_difference_agrees_by_chance()
        => Assert.Equal(2, Check.Gradients(Tensor.Abs, Tensor.Of(0.0), new CheckOptions { Order = 1 }).Count(CheckVerdict.Kink));

    [Fact]
    public void Kink_of_the_gradient_is_one_of_order_two()
    {
        var report = Check.Gradients(x => x * Tensor.Abs(x), Tensor.Of(0.0, 1), new CheckOptions { Order = 2 });
        Assert.True(report.Passed, report.ToString());
        Assert.NotEmpty(report.Findings);
        Assert.All(report.Findings, finding => Assert.Equal((CheckVerdict.Kink, 2), (finding.Verdict, finding.Order)));
    }

    [Fact]
    public void Smooth_function_nearby_a_kink_has_none()
        => Assert.Empty(Check.Gradients(x => Tensor.Relu(x - 0.95), Tensor.Of(1.0, 0.9)).Findings);

    [Fact]
    public void Slope_outside_the_two_at_a_kink_fails()
    {
        var report = Check.Gradients(x => Tensor.Function<double>("relu", xs => Tensor.Relu(xs[0]), (g, _, _) => [g * 3], null, x), Tensor.Of(0.0), new CheckOptions { Order = 1 });
        Assert.False(report.Passed, report.ToString());
    }

    [Fact]
    public void End_of_the_domain_is_undefined()
    {
        var report = Check.Gradients(Tensor.Sqrt, Tensor.Of(0.0, 1), new CheckOptions { Order = 1 });
        Assert.True(report.Passed, report.ToString());
        Assert.True(report.Count(CheckVerdict.Undefined) > 0, report.ToString());
    }

    [Fact]
    public void Function_that_refuses_what_lies_beyond_its_domain_is_checked_within_it()
    {
        static Tensor<double> Guarded(Tensor<double> x) => x.ToArray().Any(element => element > 1) ? throw new ArgumentOutOfRangeException(nameof(x)) : Tensor.Sqrt(x);
        var report = Check.Gradients(Guarded, Tensor.Of(0.3, 0.97));
        Assert.True(report.Passed, report.ToString());
    }
}
