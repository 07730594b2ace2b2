using System.Numerics;

namespace AutoDiff.Checking;

/// <summary>What the rules say in one mode beside what differences say, judged entry by entry.</summary>
internal sealed class Comparison
{
    private Comparison(CheckMode mode, string path, Probe[] rows, Probe[] columns, double[,] analytic, NumericSlope[,] slopes, double[] largest)
    {
        (Mode, Path, Rows, Columns, Analytic, Slopes, Largest) = (mode, path, rows, columns, analytic, slopes, largest);
        Verdicts = new CheckVerdict[rows.Length, columns.Length];
        Tolerances = new double[rows.Length, columns.Length];
    }

    public CheckMode Mode { get; }

    /// <summary>The modes of all orders, outermost first.</summary>
    public string Path { get; }

    public Probe[] Rows { get; }

    public Probe[] Columns { get; }

    public double[,] Analytic { get; }

    public NumericSlope[,] Slopes { get; }

    public CheckVerdict[,] Verdicts { get; }

    public double[,] Tolerances { get; }

    /// <summary>The largest slope with respect to each input.</summary>
    public double[] Largest { get; }

    public static Comparison Of<T>(Subject<T> subject, CheckMode mode, Probe[] rows, Probe[] columns, double[,] analytic, NumericSlope[,] slopes, Judgement judgement)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        var largest = new double[subject.Inputs.Length];
        for (var r = 0; r < rows.Length; r++)
        {
            for (var c = 0; c < columns.Length; c++)
            {
                ref var size = ref largest[columns[c].Part];
                if (double.IsFinite(slopes[r, c].Value)) size = Math.Max(size, Math.Abs(slopes[r, c].Value));
            }
        }

        var comparison = new Comparison(mode, PathText.Of(mode, subject.Path), rows, columns, analytic, slopes, largest);
        for (var r = 0; r < rows.Length; r++)
        {
            for (var c = 0; c < columns.Length; c++)
                (comparison.Verdicts[r, c], comparison.Tolerances[r, c]) = judgement.Of(analytic[r, c], slopes[r, c], largest[columns[c].Part], rows[r].IsEntry && columns[c].IsEntry);
        }

        return comparison;
    }

    public bool Has(CheckVerdict verdict)
    {
        foreach (var one in Verdicts)
        {
            if (one == verdict) return true;
        }

        return false;
    }

    /// <summary>Changes the verdict on an entry.</summary>
    public void Set(int r, int c, CheckVerdict verdict, double tolerance) => (Verdicts[r, c], Tolerances[r, c]) = (verdict, tolerance);

    /// <summary>True where the rules say the same in another mode, so that both make the same mistake.</summary>
    public bool IsLike(Comparison other)
    {
        for (var r = 0; r < Rows.Length; r++)
        {
            for (var c = 0; c < Columns.Length; c++)
            {
                var slack = 1e-2 * Math.Abs(Analytic[r, c] - Slopes[r, c].Value) + Tolerances[r, c];
                if (Verdicts[r, c] == CheckVerdict.Failed && !Numbers.AreNear(Analytic[r, c], other.Analytic[r, c], slack)) return false;
            }
        }

        return true;
    }

    /// <summary>Takes over what another mode came to where it says the same: a doubt about the differences holds for both.</summary>
    public void TakeDoubts(Comparison other)
    {
        for (var r = 0; r < Rows.Length; r++)
        {
            for (var c = 0; c < Columns.Length; c++)
            {
                if (Verdicts[r, c] != CheckVerdict.Failed || other.Verdicts[r, c] is CheckVerdict.Failed or CheckVerdict.Passed) continue;
                if (Numbers.AreNear(Analytic[r, c], other.Analytic[r, c], 0.5 * Math.Abs(Analytic[r, c] - Slopes[r, c].Value))) Set(r, c, other.Verdicts[r, c], other.Tolerances[r, c]);
            }
        }
    }

    /// <summary>Hands every entry to the report.</summary>
    public void Report<T>(Subject<T> subject, CheckReport report) where T : unmanaged, IFloatingPointIeee754<T>
    {
        for (var r = 0; r < Rows.Length; r++)
        {
            var result = subject.ResultNames[Rows[r].Part] + Rows[r].Name;
            for (var c = 0; c < Columns.Length; c++)
            {
                var input = Columns[c].Part;
                report.Add(new CheckFinding(
                    report.Op, CheckLaw.Differences, subject.Order, Mode, Path, Verdicts[r, c], input, report.InputNames[input] + Columns[c].Name, result,
                    Analytic[r, c], Slopes[r, c].Value, Slopes[r, c].Error, Tolerances[r, c]));
            }
        }
    }
}

/// <summary>How a derivative was taken, in words.</summary>
internal static class PathText
{
    public static string Of(CheckMode mode, string below)
    {
        var text = mode == CheckMode.Reverse ? "reverse" : mode == CheckMode.Forward ? "forward" : "value";
        return below.Length == 0 ? text : text + " over " + below;
    }
}
