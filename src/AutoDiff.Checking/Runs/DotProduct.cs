using System.Numerics;

namespace AutoDiff.Checking;

/// <summary>⟨J v, u⟩ = ⟨v, Jᵀ u⟩ for random u and v over all results and inputs: no differences, so exact but for rounding.</summary>
internal static class DotProduct
{
    public static void Compare<T>(Subject<T> subject, double[][] scales, Random random, Judgement judgement, CheckReport report)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        Probe[] rows = Whole(subject.Results, null, random), columns = Whole(subject.Shapes, scales, random);
        double[,] reverse = Derivatives.Reverse(subject, rows, columns), forward = Derivatives.Forward(subject, rows, columns);
        double left = 0, right = 0, terms = 0;
        for (var r = 0; r < rows.Length; r++)
        {
            for (var c = 0; c < columns.Length; c++)
            {
                left += reverse[r, c];
                right += forward[r, c];
                terms += Magnitude(reverse[r, c]) + Magnitude(forward[r, c]);
            }
        }

        // The inner products themselves may cancel; their number of terms stands for what was lost.
        var tolerance = judgement.OfSums(terms * Math.Max(1, rows.Sum(row => row.Values.Length) + columns.Sum(column => column.Values.Length)));
        var verdict = !double.IsFinite(left) && left.Equals(right) ? CheckVerdict.Undefined : Math.Abs(left - right) <= tolerance || left.Equals(right) ? CheckVerdict.Passed : CheckVerdict.Failed;
        report.Add(new CheckFinding(report.Op, CheckLaw.DotProduct, subject.Order, CheckMode.Forward, verdict, -1, "direction", "direction", right, left, tolerance));
    }

    private static double Magnitude(double value) => double.IsFinite(value) ? Math.Abs(value) : 0;

    private static Probe[] Whole(Shape[] shapes, double[][]? scales, Random random)
        => [.. shapes.Select((shape, part) => new Probe(part, -1, Probe.Direction(shape.Size, scales?[part], random), "direction"))];
}
