using System.Numerics;

namespace AutoDiff.Checking;

/// <summary>φ(h) - φ(0) - h φ'(0) shrinks as h², and with h²/2 φ''(0) taken off too as h³, where φ(t) = ⟨u, f(x + t v)⟩ along a random v through all inputs.</summary>
/// <remarks>
/// The slope of log |remainder| over log h is measured at the finest steps whose remainder stands clear of rounding. With a wrong derivative
/// it is one less, steadily. A function need not show a slope: the remainder of a linear one is rounding alone, and a kink within the steps
/// makes it jump about; then the law says nothing. It is evidence beside the differences, not against them.
/// </remarks>
internal static class TaylorRemainder
{
    private const int Steps = 12;

    /// <param name="subject">The function.</param>
    /// <param name="second">The gradient of ⟨u, f⟩, if its derivative is to be held to the law too.</param>
    /// <param name="u">The weights of the results.</param>
    /// <param name="context">Takes the findings.</param>
    public static void Compare<T>(Subject<T> subject, Subject<T>? second, Tensor<T>[] u, Context<T> context) where T : unmanaged, IFloatingPointIeee754<T>
    {
        var v = context.Vectors(subject.Shapes, subject.Scales);
        var move = Array.ConvertAll(v, Numbers.Of);
        var weights = Array.ConvertAll(u, Numbers.Of);
        Probe[] rows = [.. weights.Select((weight, part) => new Probe(part, -1, weight, ""))];
        var differences = new Differences<T>(subject, rows, context.Random);
        if (Array.Exists(differences.Slopes(move), slope => slope.Kind != SlopeKind.Smooth)) return;
        if (context.Attempt(subject, CheckMode.Reverse, () => Derivatives.Vjps(subject, [u])) is not { } gradient) return;
        var first = Inner(gradient[0], move);
        var curvature = 0.0;
        if (second is not null)
        {
            if (context.Attempt(second, CheckMode.Reverse, () => Derivatives.Vjps(second, [v])) is not { } hessian) return;
            curvature = Inner(hessian[0], move);
        }

        var (center, magnitude) = (Weigh(subject.Values), Inner(Absolute(subject.Values), Absolute(weights)));
        var noise = 64 * context.Judgement.Epsilon * magnitude;
        var due = second is null ? 2 : 3;
        var (before, last, finest, clear) = (double.NaN, double.NaN, double.NaN, double.NaN);
        for (var k = 0; k < Steps; k++)
        {
            var h = double.ScaleB(1, -2 - k);
            var remainder = Math.Abs(Remainder(h));

            // What falls below the rounding much faster than by its slope has left a kink behind.
            if (!(remainder > noise) && before / Math.Pow(2, finest) > 4 * noise) return;
            if (!(remainder > noise)) break;
            (last, finest) = (finest, Math.Log2(before / remainder));
            (before, clear) = (remainder, h);
        }

        // Half an order below what is due: a right derivative has the whole of it, a wrong one a whole order less.
        // That order is missing on both sides alike, where a kink lies on one of them.
        var isRight = Math.Min(last, finest) > due - 0.5;
        if (!isRight && !context.Report.HasFailed(due - 1, second is null ? "reverse" : "reverse over reverse", CheckLaw.Differences)) return;
        var (above, below) = (Remainder(clear), Remainder(-clear));
        var isAlike = Math.Abs(above + (due == 2 ? below : -below)) < 0.5 * Math.Abs(above);
        if (!isRight && !(isAlike && Math.Abs(last - due + 1) < 0.25 && Math.Abs(finest - due + 1) < 0.25)) return;
        var verdict = isRight ? CheckVerdict.Passed : CheckVerdict.Failed;
        context.Report.Add(new CheckFinding(
            context.Report.Op, CheckLaw.TaylorRemainder, due - 1, CheckMode.Reverse, second is null ? "reverse" : "reverse over reverse", verdict, -1, "all along v",
            $"slope of the remainder of order {due - 1}", finest, due, 0, 0.5));

        double Remainder(double h) => differences.Sample(move, h).Sum() - center - h * first - h * h / 2 * curvature;

        double Weigh(double[][] values) => Inner(values, weights);
    }

    private static double[][] Absolute(double[][] a) => Array.ConvertAll(a, part => Array.ConvertAll(part, Math.Abs));

    private static double Inner(double[][] a, double[][] b)
    {
        var sum = 0.0;
        for (var k = 0; k < a.Length; k++)
        {
            for (var i = 0; i < a[k].Length; i++) sum += a[k][i] * b[k][i];
        }

        return sum;
    }
}
