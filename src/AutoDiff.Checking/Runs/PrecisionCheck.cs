using System.Numerics;

namespace AutoDiff.Checking;

/// <summary>Holds the derivatives in float to those of the same function in double, at the same numbers.</summary>
/// <remarks>
/// The tolerance is √ε of float of the entry and 64 ε of the largest entry of its input: the gradient of a well-conditioned function loses a
/// few ulp, while one computed by a formula that cancels loses most of its digits.
/// </remarks>
internal static class PrecisionCheck
{
    public static void Run(Func<Tensor<float>[], Tensor<float>> f, Func<Tensor<double>[], Tensor<double>> reference, CheckOptions options, Tensor<float>[] xs, CheckReport report)
    {
        Tensor<float>[] singles = Array.ConvertAll(xs, x => x.Detach());
        Tensor<double>[] doubles = Array.ConvertAll(singles, x => Numbers.ToTensor<double>(Numbers.Of(x), x.Shape));
        var single = Subject<float>.Function(f, singles);
        var exact = Subject<double>.Function(reference, doubles);
        if (single.Results[0] != exact.Results[0])
            throw new ShapeException($"check: the function in float and in double must return the same shape, got {single.Results[0]} and {exact.Results[0]}.");
        Compare(single, exact, options, report);
        if (options.Order == 1) return;
        var u = Probe.Direction(single.Results[0].Size, null, new Random(options.Seed));
        Compare(
            Subject<float>.Gradient(f, singles, Numbers.ToTensor<float>(u, single.Results[0])),
            Subject<double>.Gradient(reference, doubles, Numbers.ToTensor<double>(Array.ConvertAll(u, element => (double)(float)element), single.Results[0])), options, report);
    }

    private static void Compare(Subject<float> single, Subject<double> exact, CheckOptions options, CheckReport report)
    {
        var random = new Random(options.Seed);
        var scales = Array.ConvertAll(exact.Inputs, x => Numbers.Scale(Numbers.Of(x)));
        var columns = Probe.Of(single.Shapes, scales, options, random);
        var rows = Probe.Of(single.Results, null, options, random);
        double[,] ours = Derivatives.Reverse(single, rows, columns), theirs = Derivatives.Reverse(exact, rows, columns);
        var epsilon = Numbers.Epsilon<float>();
        var relative = options.Tolerance ?? Math.Sqrt(epsilon);
        var largest = new double[single.Shapes.Length];
        foreach (var (r, c) in Places(rows, columns))
        {
            var part = columns[c].Part;
            if (double.IsFinite(theirs[r, c])) largest[part] = Math.Max(largest[part], Math.Abs(theirs[r, c]));
        }

        foreach (var (r, c) in Places(rows, columns))
        {
            var (analytic, numeric) = (ours[r, c], theirs[r, c]);
            var tolerance = relative * Math.Abs(numeric) + 64 * epsilon * largest[columns[c].Part];
            var isRight = analytic.Equals(numeric) || Math.Abs(analytic - numeric) <= tolerance;
            report.Add(new CheckFinding(
                options.Op, CheckLaw.Precision, single.Order, CheckMode.Reverse, isRight ? CheckVerdict.Passed : CheckVerdict.Failed, columns[c].Part, columns[c].Name, rows[r].Name, analytic, numeric, tolerance));
        }
    }

    private static IEnumerable<(int Row, int Column)> Places(Probe[] rows, Probe[] columns)
    {
        for (var r = 0; r < rows.Length; r++)
        {
            for (var c = 0; c < columns.Length; c++) yield return (r, c);
        }
    }
}
