using System.Numerics;

namespace AutoDiff.Checking;

/// <summary>Im f(x + ih) / h against the derivative of a function of one number that can be evaluated at complex ones.</summary>
internal static class ScalarComplexStep
{
    /// <summary>Its square is below the last digit of a double, itself far above the least number that the library's complex functions tell from 0.</summary>
    private const double Step = 1e-8;

    public static void Compare<T>(Func<Var<T>, Var<T>> f, T x, Func<Complex, Complex> complex, CheckReport report) where T : unmanaged, IFloatingPointIeee754<T>
    {
        double point = double.CreateTruncating(x), h = Step * Math.Max(Math.Abs(point), 1e-3);
        double analytic = double.CreateTruncating(Differentiate.Derivative(f, x)), numeric = complex(new Complex(point, h)).Imaginary / h;
        var context = new Context<T>(report.Options, report);

        // A rounding of the imaginary part for each operation, and of the number type of the derivative.
        var tolerance = Math.Max(1e-10, context.Judgement.Relative * 1e-2) * Math.Max(Math.Abs(numeric), Math.Abs(complex(new Complex(point, 0)).Real / Math.Max(Math.Abs(point), 1)));
        if (!double.IsFinite(numeric) || context.Compare(CheckLaw.ComplexStep, 1, CheckMode.Reverse, "reverse", "y", analytic, numeric, tolerance, 0)) return;
        if (!report.HasFailed(1, "reverse", CheckLaw.Differences))
        {
            report.Add(new CheckDiagnosis(
                Mistake.LosesDigits, 1, "reverse", 0, "The derivative is right to the digits that differences offer, and not by the complex step.", "Digits are lost to cancellation, or the complex function is another one."));
        }
    }
}
