using System.Globalization;
using System.Numerics;

namespace AutoDiff.Checking;

/// <summary>Compares what the rules say with what differences say, entry by entry, and diagnoses each input that failed.</summary>
internal sealed class Comparison<T>(Subject<T> subject, Probe[] rows, Probe[] columns, NumericSlope[,] slopes, Judgement judgement, CheckReport report)
    where T : unmanaged, IFloatingPointIeee754<T>
{
    public void Compare(CheckMode mode, double[,] analytic)
    {
        for (var k = 0; k < subject.Inputs.Length; k++) Compare(mode, k, analytic);
        Hint(mode);
    }

    private void Compare(CheckMode mode, int input, double[,] analytic)
    {
        int[] places = [.. Enumerable.Range(0, columns.Length).Where(c => columns[c].Part == input)];
        double[,] ours = new double[rows.Length, places.Length], numeric = new double[rows.Length, places.Length], tolerance = new double[rows.Length, places.Length];
        var largest = 0.0;
        foreach (var c in places)
        {
            for (var r = 0; r < rows.Length; r++) largest = double.IsFinite(slopes[r, c].Value) ? Math.Max(largest, Math.Abs(slopes[r, c].Value)) : largest;
        }

        var failed = false;
        for (var r = 0; r < rows.Length; r++)
        {
            for (var place = 0; place < places.Length; place++)
            {
                var c = places[place];
                var slope = slopes[r, c];
                var (verdict, accepted) = judgement.Of(analytic[r, c], slope, largest);
                failed |= verdict == CheckVerdict.Failed;

                // A pattern is read off the entries whose true value is known, and of those that are known to be off.
                var isKnown = slope.Kind == SlopeKind.Smooth && verdict != CheckVerdict.Inconclusive;
                ours[r, place] = isKnown || verdict == CheckVerdict.Failed ? analytic[r, c] : 0;
                numeric[r, place] = isKnown ? slope.Value : double.NaN;
                tolerance[r, place] = isKnown ? accepted : double.PositiveInfinity;
                report.Add(new CheckFinding(
                    report.Op, CheckLaw.Differences, subject.Order, mode, verdict, input, columns[c].Name, ResultName(rows[r]), analytic[r, c], slope.Value, accepted));
            }
        }

        if (!failed) return;
        var block = new Block(rows, [.. places.Select(c => columns[c])], subject.Shapes[input], subject.Results[0], ours, numeric, tolerance);
        if (Diagnosis.Of(block, () => Derivatives.HasPath(subject, input)) is { } diagnosis)
            report.Diagnose($"({ReportText.Mode(subject.Order, mode)}) derivative with respect to x{input.ToString(CultureInfo.InvariantCulture)}: {diagnosis}");
    }

    private string ResultName(Probe row) => subject.Order == 1 ? row.Name : "x" + row.Part.ToString(CultureInfo.InvariantCulture) + " " + row.Name;

    /// <summary>Which rule to look at, told by which modes are right.</summary>
    private void Hint(CheckMode mode)
    {
        if (!report.HasFailed(subject.Order, mode)) return;
        var isReverseRight = !report.HasFailed(subject.Order, CheckMode.Reverse);
        if (mode == CheckMode.Forward && isReverseRight) report.Diagnose($"(order {subject.Order}) reverse mode is right and forward mode is not: look at the jvp, not at the vjp.");
        if (mode == CheckMode.Reverse && subject.Order == 2)
            report.Diagnose("(order 2) the gradient is right and its derivative is not: the vjp must be written in tensor operations on ȳ, the inputs and y; a value copied out with ToArray or Detach, or captured, is a constant to it.");
    }
}
