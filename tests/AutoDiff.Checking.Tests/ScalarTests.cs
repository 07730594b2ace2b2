using System.Numerics;

namespace AutoDiff.Checking.Tests;

/// <summary>Functions of numbers, written once for every kind of number.</summary>
public class ScalarTests
{
    [Fact]
    public void Function_of_one_number_passes()
    {
        var report = Check.Scalar(x => Var<double>.Sin(x) * x, 1.3);
        Assert.True(report.Passed, report.ToString());
        Assert.Contains("orders 1 to 3", report.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void Generic_function_is_held_to_a_complex_step_too()
    {
        var report = Check.Scalar(Ratio, 0.7, Ratio);
        Assert.True(report.Passed, report.ToString());
        Check.Scalar(Ratio, 0.7f, Ratio).ThrowIfFailed();
    }

    [Fact]
    public void Another_complex_function_is_told()
    {
        var report = Check.Scalar(Ratio, 0.7, z => z * z);
        Assert.Equal(CheckLaw.ComplexStep, Assert.Single(report.Findings, finding => finding.Verdict == CheckVerdict.Failed).Law);
    }

    [Fact]
    public void Function_of_several_numbers_passes()
        => Check.Scalars(xs => xs[0] * xs[1] / (xs[2] + 3.0), new CheckOptions { Op = "quotient" }, 1.0, -2, 0.5).ThrowIfFailed();

    [Fact]
    public void Number_cut_off_from_the_tape_is_named()
    {
        var report = Check.Scalar(x => x * x.Value, 1.5);
        Assert.Equal(Mistake.MissingFactor, report.Diagnoses[0].Mistake);
        Assert.Contains("1/2 times", report.Diagnoses[0].What, StringComparison.Ordinal);
    }

    private static N Ratio<N>(N x) where N : INumberBase<N> => (x * x * x - x) / (N.One + x * x);
}
