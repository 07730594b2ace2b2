using System.Globalization;
using System.Text;

namespace AutoDiff.Checking;

/// <summary>Writes a report so that a wrong rule can be mended from the text alone.</summary>
internal static class ReportText
{
    private const int Rows = 12;

    private static readonly string[] s_header = ["verdict", "law", "order, mode", "input", "entry", "result", "analytic", "numeric", "error", "tolerance"];

    public static string Of(CheckReport report)
    {
        var text = new StringBuilder();
        var inputs = string.Join(", ", report.Inputs.Select((shape, k) => $"x{k} {shape}"));
        text.Append(CultureInfo.InvariantCulture, $"gradient check of {report.Op}({inputs}): {(report.Passed ? "passed" : "FAILED")}").AppendLine();
        var counts = Enum.GetValues<CheckVerdict>().Where(verdict => report.Count(verdict) > 0)
            .Select(verdict => $"{report.Count(verdict).ToString(CultureInfo.InvariantCulture)} {verdict.ToString().ToLowerInvariant()}");
        text.Append(CultureInfo.InvariantCulture, $"  {report.Comparisons} comparisons: {string.Join(", ", counts)}").AppendLine();
        foreach (var diagnosis in report.Diagnoses) text.Append("  diagnosis: ").AppendLine(diagnosis);
        foreach (var message in report.Findings.Where(finding => finding.Message.Length > 0).Select(Sentence).Distinct()) text.Append("  note: ").AppendLine(message);
        AppendTable(text, report);
        return text.ToString();
    }

    /// <summary>How a derivative was taken, in words.</summary>
    public static string Mode(int order, CheckMode mode) => (order, mode) switch
    {
        (_, CheckMode.Value) => "value",
        (1, CheckMode.Reverse) => "1, reverse",
        (1, _) => "1, forward",
        (_, CheckMode.Reverse) => "2, reverse over reverse",
        _ => "2, forward over reverse",
    };

    private static string Sentence(CheckFinding finding) => $"({Mode(finding.Order, finding.Mode)}) {finding.Message}";

    private static void AppendTable(StringBuilder text, CheckReport report)
    {
        var worst = report.Findings.Where(finding => finding.Message.Length == 0)
            .OrderBy(finding => finding.Verdict == CheckVerdict.Failed ? 0 : 1).ThenByDescending(finding => finding.Excess).ToArray();
        if (worst.Length == 0) return;
        var cells = worst.Take(Rows).Select(Cells).Prepend(s_header).ToArray();
        var widths = Enumerable.Range(0, s_header.Length).Select(column => cells.Max(row => row[column].Length)).ToArray();
        foreach (var row in cells)
            text.Append("  ").AppendLine(string.Join("  ", row.Select((cell, column) => column < 6 ? cell.PadRight(widths[column]) : cell.PadLeft(widths[column]))));
        if (worst.Length > Rows) text.Append(CultureInfo.InvariantCulture, $"  ... and {worst.Length - Rows} more; see Findings.").AppendLine();
    }

    private static string[] Cells(CheckFinding finding) =>
    [
        finding.Verdict.ToString().ToLowerInvariant(), finding.Law.ToString().ToLowerInvariant(), Mode(finding.Order, finding.Mode),
        finding.Input < 0 ? "all" : "x" + finding.Input.ToString(CultureInfo.InvariantCulture), finding.Index, finding.Result,
        Number(finding.Analytic, "G8"), Number(finding.Numeric, "G8"), Number(finding.Error, "E1"), Number(finding.Tolerance, "E1"),
    ];

    private static string Number(double value, string format) => value.ToString(format, CultureInfo.InvariantCulture);
}
