using System.Numerics;

namespace AutoDiff.Checking;

/// <summary>Holds values and derivatives in float to those of the same function in double, at the same numbers.</summary>
/// <remarks>
/// The tolerance is √ε of float of the entry and 64 ε of the largest entry of its input: the gradient of a well-conditioned function loses a
/// few ulp, while one computed by a formula that cancels loses most of its digits.
/// </remarks>
internal static class Precision
{
    public static void Compare(Func<Tensor<float>[], Tensor<float>> f, Func<Tensor<double>[], Tensor<double>> reference, Tensor<float>[] xs, CheckReport report)
    {
        Tensor<float>[] singles = Array.ConvertAll(xs, x => x.Detach());
        Tensor<double>[] doubles = Array.ConvertAll(singles, x => Numbers.ToTensor<double>(Numbers.Of(x), x.Shape));
        var single = Subject<float>.Function(f, singles);
        var exact = Subject<double>.Function(reference, doubles);
        if (single.Results[0] != exact.Results[0])
            throw new ShapeException($"check: the function in float and in double must return the same shape, got {single.Results[0]} and {exact.Results[0]}.");
        var context = new Context<float>(report.Options, report);
        var isRight = Compare(single, exact, context);
        if (report.Options.Order > 1)
        {
            var u = context.Vectors(single.Results);
            string[] names = [.. report.InputNames];
            isRight &= Compare(single.Gradient(u, names), exact.Gradient(Array.ConvertAll(u, part => Numbers.ToTensor<double>(Numbers.Of(part), part.Shape)), names), context);
        }

        if (isRight) return;
        report.Add(new CheckDiagnosis(
            Mistake.LosesDigits, 1, "reverse", -1, "In float the derivative loses digits that the same formula keeps in double.", "Look for a difference of nearly equal numbers, or for numbers that overflow on the way."));
    }

    private static bool Compare(Subject<float> single, Subject<double> exact, Context<float> context)
    {
        var options = context.Options;
        var isEach = single.Shapes.Sum(shape => (long)shape.Size) <= options.MaxEntries && single.Results.Sum(shape => (long)shape.Size) <= options.MaxEntries;
        Probe[] rows = isEach ? Probe.Entries(single.Results) : Probe.Directions(single.Results, null, options.Directions, context.Random);
        Probe[] columns = isEach ? Probe.Entries(single.Shapes) : Probe.Directions(single.Shapes, exact.Scales, options.Directions, context.Random);
        if (context.Attempt(single, CheckMode.Reverse, () => Derivatives.Of(single, CheckMode.Reverse, rows, columns)) is not { } ours) return true;
        var theirs = Derivatives.Of(exact, CheckMode.Reverse, rows, columns);
        var epsilon = context.Judgement.Epsilon;
        var isRight = true;
        var largest = new double[single.Shapes.Length];
        for (var r = 0; r < rows.Length; r++)
        {
            for (var c = 0; c < columns.Length; c++) largest[columns[c].Part] = Math.Max(largest[columns[c].Part], double.IsFinite(theirs[r, c]) ? Math.Abs(theirs[r, c]) : 0);
        }

        for (var r = 0; r < rows.Length; r++)
        {
            for (var c = 0; c < columns.Length; c++)
            {
                var (analytic, numeric, part) = (ours[r, c], theirs[r, c], columns[c].Part);
                var tolerance = context.Judgement.Relative * Math.Abs(numeric) + 64 * epsilon * largest[part];
                var isNear = Numbers.AreNear(analytic, numeric, tolerance);
                isRight &= isNear;
                context.Report.Add(new CheckFinding(
                    context.Report.Op, CheckLaw.Precision, single.Order, CheckMode.Reverse, PathText.Of(CheckMode.Reverse, single.Path), isNear ? CheckVerdict.Passed : CheckVerdict.Failed, part,
                    context.Report.InputNames[part] + columns[c].Name, single.ResultNames[rows[r].Part] + rows[r].Name, analytic, numeric, 0, tolerance));
            }
        }

        return isRight;
    }
}
