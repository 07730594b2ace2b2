using System.Numerics;

namespace AutoDiff.Checking;

/// <summary>Holds the derivatives of one subject, in one mode or both, to differences.</summary>
internal sealed class SubjectCheck<T>(Subject<T> subject, Context<T> context) where T : unmanaged, IFloatingPointIeee754<T>
{
    /// <summary>A wrong derivative of more entries than this, of the inputs or of the results, is not looked at entry by entry.</summary>
    private const int MostEntries = 256;

    /// <summary>Checks the modes that are asked for.</summary>
    /// <returns>Whether each was asked for, could be evaluated, and is right.</returns>
    public (bool Reverse, bool Forward) Run(bool reverse, bool forward)
    {
        var size = (long)Math.Max(subject.Shapes.Sum(shape => (long)shape.Size), subject.Results.Sum(shape => (long)shape.Size));
        var isFew = size <= context.Options.MaxEntries;
        var modes = new List<CheckMode>();
        if (reverse) modes.Add(CheckMode.Reverse);
        if (forward) modes.Add(CheckMode.Forward);
        var comparisons = Compare(modes, rowsByEntry: isFew, columnsByEntry: isFew && subject.Order == 1);

        // Directions are quick but say less: where they leave a doubt each entry is looked at, if there are not too many.
        var isDoubtful = comparisons.Exists(one => one.Has(CheckVerdict.Kink) || one.Has(CheckVerdict.Inconclusive) || one.Has(CheckVerdict.Undefined));
        var isWrong = comparisons.Exists(one => one.Has(CheckVerdict.Failed));
        var isByEntry = isFew && subject.Order == 1;
        if (!isByEntry && ((isDoubtful && isFew) || (isWrong && size <= MostEntries)))
        {
            var again = Compare(modes, rowsByEntry: true, columnsByEntry: true);

            // What only a direction shows, an error spread thin over many entries, must not get lost.
            if (!isWrong || again.Exists(one => one.Has(CheckVerdict.Failed))) (comparisons, isByEntry) = (again, true);
        }

        foreach (var one in comparisons) one.Report(subject, context.Report);
        if (comparisons.Exists(one => one.Has(CheckVerdict.Failed))) Diagnose(comparisons, isByEntry);
        return (IsRight(CheckMode.Reverse), IsRight(CheckMode.Forward));

        bool IsRight(CheckMode mode) => comparisons.Exists(one => one.Mode == mode && !one.Has(CheckVerdict.Failed));
    }

    private List<Comparison> Compare(List<CheckMode> modes, bool rowsByEntry, bool columnsByEntry)
    {
        var comparisons = new List<Comparison>();
        var rows = rowsByEntry ? Probe.Entries(subject.Results) : Probe.Directions(subject.Results, null, context.Options.Directions, context.Random);
        var columns = columnsByEntry ? Probe.Entries(subject.Shapes) : Probe.Directions(subject.Shapes, subject.Scales, context.Options.Directions, context.Random);
        Differences<T>? differences = null;
        NumericSlope[,]? slopes = null;
        foreach (var mode in modes.ToArray())
        {
            if (context.Attempt(subject, mode, () => Derivatives.Of(subject, mode, rows, columns)) is not { } analytic)
            {
                modes.Remove(mode);
                continue;
            }

            differences ??= new Differences<T>(subject, rows, context.Random);
            slopes ??= differences.Jacobian(columns);
            var comparison = Comparison.Of(subject, mode, rows, columns, analytic, slopes, context.Judgement);
            if (comparison.Has(CheckVerdict.Failed)) new SecondLook<T>(comparison, subject, differences, context).Run();
            comparisons.Add(comparison);
        }

        foreach (var one in comparisons)
        {
            foreach (var other in comparisons) one.TakeDoubts(other);
        }

        return comparisons;
    }

    private void Diagnose(List<Comparison> comparisons, bool isByEntry)
    {
        var wrong = comparisons.Where(one => one.Has(CheckVerdict.Failed)).ToArray();

        // One mistake that both modes make, as in the derivative of an elementwise rule, is told once.
        var isInBothModes = wrong.Length == 2 && wrong[1].IsLike(wrong[0]) && wrong[0].IsLike(wrong[1]);
        foreach (var one in isInBothModes ? wrong[..1] : wrong)
        {
            foreach (var diagnosis in Diagnostics.Of(Evidence.Of(subject, one, isByEntry, isInBothModes, context))) context.Report.Add(diagnosis);
        }
    }
}
