namespace AutoDiff.Checking;

/// <summary>One comparison: a derivative of one result with respect to one entry or along one direction.</summary>
/// <param name="Op">The name of the function.</param>
/// <param name="Law">What it was held to.</param>
/// <param name="Order">0 for the value, 1 for the gradient, 2 and 3 for its derivatives.</param>
/// <param name="Mode">How the derivative was taken.</param>
/// <param name="Path">The modes of all orders, outermost first: "forward over reverse"; "value" at order 0.</param>
/// <param name="Verdict">What it came to.</param>
/// <param name="Input">The place of the input; -1 where the finding is about no single one.</param>
/// <param name="Index">The entry of the input, as "x[1, 2]", or the direction, as "x along v0".</param>
/// <param name="Result">The entry of the result, as "y[0]"; at a higher order that of the derivative below, as "grad x[1, 2]".</param>
/// <param name="Analytic">What the rules say.</param>
/// <param name="Numeric">What it should be.</param>
/// <param name="Bar">The error bar of <paramref name="Numeric"/>.</param>
/// <param name="Tolerance">The largest difference accepted.</param>
/// <param name="Message">What cannot be said in numbers; empty if nothing.</param>
public sealed record CheckFinding(
    string Op, CheckLaw Law, int Order, CheckMode Mode, string Path, CheckVerdict Verdict, int Input, string Index, string Result,
    double Analytic, double Numeric, double Bar, double Tolerance, string Message = "")
{
    /// <summary>|analytic - numeric|.</summary>
    public double Error => Math.Abs(Analytic - Numeric);

    /// <summary>The error in units of the tolerance; infinite where one value is not a number and the other is.</summary>
    public double Excess => Analytic.Equals(Numeric) ? 0 : double.IsNaN(Error) || double.IsInfinity(Error) ? double.PositiveInfinity : Error / Tolerance;
}
