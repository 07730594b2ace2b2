using System.Globalization;
using System.Text;

namespace AutoDiff.Checking;

/// <summary>Writes a report: one line where all is right, else so that a wrong rule can be mended from the text alone.</summary>
internal static class ReportText
{
    private const int Width = 100;

    public static string Of(CheckReport report)
    {
        var head = report.Op.All(letter => char.IsLetterOrDigit(letter) || letter is '_' or '.') ? $"{report.Op}({Inputs(report)})" : $"{report.Op}, {Inputs(report)}";
        if (report.Passed) return $"{head}: passed, {string.Join(", ", Summary(report))}";
        var text = new StringBuilder(head).AppendLine(": FAILED");
        var recorded = report.Operations.Where(name => name != report.Op).ToArray();
        if (recorded.Length > 0) Append(text, "  operations: ", string.Join(", ", recorded.Take(12)) + (recorded.Length > 12 ? ", ..." : ""));
        foreach (var diagnosis in report.Diagnoses)
        {
            Append(text.AppendLine(), "  ", Subject(report, diagnosis) + diagnosis.What);
            if (diagnosis.Remedy.Length > 0) Append(text, "  => ", diagnosis.Remedy);
        }

        text.Append(ReportTable.Of(report)).AppendLine();
        StageText.Wrong(report, (title, names) => Append(text, $"  {title,-9}", names));
        return text.ToString().TrimEnd();
    }

    /// <summary>Words in lines that are not too long; further lines are indented as far as the first.</summary>
    private static void Append(StringBuilder text, string start, string words)
    {
        var line = new StringBuilder(start);
        foreach (var word in words.Split(' '))
        {
            if (line.Length + word.Length > Width && line.Length > start.Length)
            {
                text.AppendLine(line.ToString().TrimEnd());
                line.Clear().Append(' ', start.Length);
            }

            line.Append(word).Append(' ');
        }

        text.AppendLine(line.ToString().TrimEnd());
    }

    private static string Inputs(CheckReport report) => string.Join(", ", report.Inputs.Select((shape, k) => shape.Rank == 0 ? report.InputNames[k] : $"{report.InputNames[k]} {shape}"));

    private static string Subject(CheckReport report, CheckDiagnosis diagnosis)
    {
        var input = diagnosis.Input < 0 ? "" : report.InputNames[diagnosis.Input];
        var how = diagnosis.Order > 1 ? FormattableString.Invariant($"order {diagnosis.Order}, {diagnosis.Path}") : diagnosis.Path == "forward" ? "forward" : "";
        if (how.Length > 0) how = input.Length > 0 ? $" ({how})" : $"({how})";
        return input.Length + how.Length == 0 ? "" : $"{input}{how}: ";
    }

    private static IEnumerable<string> Summary(CheckReport report)
    {
        var stages = report.Stages.Where(stage => stage.Law == CheckLaw.Differences).ToArray();
        if (stages.Length > 0)
        {
            var highest = stages.Max(stage => stage.Order);
            var modes = stages.Any(stage => stage.Path.Contains("forward", StringComparison.Ordinal)) ? "reverse and forward" : "reverse";
            yield return highest == 1 ? $"order 1, {modes}" : FormattableString.Invariant($"orders 1 to {highest}, {modes}");
        }

        yield return FormattableString.Invariant($"{report.Comparisons} comparisons");
        if (stages.Length > 0 && stages.All(stage => stage.Counts[(int)CheckVerdict.Passed] + stage.Counts[(int)CheckVerdict.Kink] == 0) && stages.Any(stage => stage.All > 0)) yield return "no derivative to compare with";
        else if (report.Closest is { } closest) yield return string.Create(CultureInfo.InvariantCulture, $"largest error {Math.Max(1, Math.Ceiling(100 * closest.Excess))}% of its tolerance");
        if (report.Count(CheckVerdict.Kink) is > 0 and var kinks) yield return FormattableString.Invariant($"{kinks} at kinks");
        if (report.Count(CheckVerdict.Undefined) is > 0 and var undefined) yield return FormattableString.Invariant($"{undefined} undefined");
        if (report.Count(CheckVerdict.Inconclusive) is > 0 and var doubtful) yield return FormattableString.Invariant($"{doubtful} inconclusive");
        if (report.Count(CheckVerdict.Unsupported) > 0) yield return "no jvp stated";
    }
}
