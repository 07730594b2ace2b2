using System.Globalization;
using System.Text;

namespace AutoDiff.Checking;

/// <summary>Writes the worst entries of a report as an aligned table.</summary>
internal static class ReportTable
{
    private const int Most = 8;

    /// <summary>What is compared entry by entry; the first that failed tells enough.</summary>
    private static readonly CheckLaw[] s_byEntry = [CheckLaw.Differences, CheckLaw.ComplexStep, CheckLaw.DualNumbers, CheckLaw.Precision];

    /// <summary>The entries of the lowest order that failed, the worst first; empty if there are none.</summary>
    public static string Of(CheckReport report)
    {
        var wrong = report.Findings.Where(finding => finding.Verdict == CheckVerdict.Failed).ToArray();
        var failed = s_byEntry.Select(law => wrong.Where(finding => finding.Law == law).ToArray()).FirstOrDefault(findings => findings.Length > 0);
        if (failed is null) return "";
        failed = WithoutTwins(failed);
        CheckFinding[] shown = [.. failed.OrderBy(finding => finding.Order).ThenByDescending(finding => finding.Excess).Take(Most)];
        var isAlike = shown.All(finding => finding.Law == CheckLaw.Differences && finding.Path == shown[0].Path);
        string[] titles = [.. isAlike ? Array.Empty<string>() : [""], "of", "by", "rule", shown.All(finding => finding.Law == CheckLaw.Differences) ? "differences" : "expected", "error", "tolerance"];
        string[][] cells = [titles, .. shown.Select(finding => Cells(finding, isAlike))];
        int[] widths = [.. titles.Select((_, column) => cells.Max(row => row[column].Length))];
        var text = new StringBuilder().AppendLine();
        foreach (var row in cells)
        {
            var line = string.Join("  ", row.Select((cell, column) => column < titles.Length - 4 ? cell.PadRight(widths[column]) : cell.PadLeft(widths[column])));
            text.Append("  ").AppendLine(line.TrimEnd());
        }

        if (failed.Length > Most) text.Append(CultureInfo.InvariantCulture, $"  ... and {failed.Length - Most} more").AppendLine();
        return text.ToString();
    }

    /// <summary>What both modes say is told once.</summary>
    private static CheckFinding[] WithoutTwins(CheckFinding[] failed)
    {
        var told = failed.Where(finding => finding.Mode == CheckMode.Reverse).ToLookup(finding => (finding.Order, finding.Result, finding.Index));
        return [.. failed.Where(finding => finding.Mode == CheckMode.Reverse || !told[(finding.Order, finding.Result, finding.Index)].Any(twin => Math.Abs(twin.Analytic - finding.Analytic) <= 1e-3 * finding.Error))];
    }

    private static string[] Cells(CheckFinding finding, bool isAlike) =>
    [
        .. isAlike ? Array.Empty<string>() : [finding.Law == CheckLaw.Differences ? finding.Path : StageText.Of(finding.Law, finding.Path)],
        finding.Result, finding.Index, Number(finding.Analytic, "G7"), Number(finding.Numeric, "G7"), Number(finding.Error, "0.0E+00"), Number(finding.Tolerance, "0.0E+00"),
    ];

    private static string Number(double value, string format) => value.ToString(format, CultureInfo.InvariantCulture);
}
