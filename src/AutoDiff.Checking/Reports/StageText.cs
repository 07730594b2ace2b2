using System.Globalization;

namespace AutoDiff.Checking;

/// <summary>Says which parts of a check came out wrong, which right, and which were not made.</summary>
internal static class StageText
{
    /// <summary>Hands over a title and what stands below it, for each title with something below it.</summary>
    public static void Wrong(CheckReport report, Action<string, string> append)
    {
        string[] wrong = [.. report.Stages.Where(stage => stage.Failed > 0).Select(stage => Failure(report, stage))];
        if (wrong.Length > 0) append("wrong", string.Join("; ", wrong));
        var right = report.Stages.Where(stage => stage.Failed == 0 && stage.Counts[(int)CheckVerdict.Unsupported] == 0).ToArray();
        var derivatives = right.Where(stage => stage.Law == CheckLaw.Differences).GroupBy(stage => stage.Order).Select(group => Right(group, report));
        var laws = right.Where(stage => stage.Law is not (CheckLaw.Differences or CheckLaw.Evaluation)).Select(stage => Of(stage.Law, stage.Path)).Distinct();
        string[] all = [.. derivatives, .. laws];
        if (all.Length > 0) append("right", string.Join("; ", all));
        string[] missing = [.. report.Stages.Where(stage => stage.Counts[(int)CheckVerdict.Unsupported] > 0).Select(stage => FormattableString.Invariant($"order {stage.Order} {stage.Path}"))];
        if (missing.Length > 0) append("no jvp", string.Join("; ", missing));
    }

    /// <summary>"order 2" where every mode of it is right, else which.</summary>
    private static string Right(IGrouping<int, CheckStage> right, CheckReport report)
    {
        var isWhole = right.Count() == report.Stages.Count(stage => stage.Law == CheckLaw.Differences && stage.Order == right.Key) && right.Any(stage => stage.Path.StartsWith("forward", StringComparison.Ordinal));
        return FormattableString.Invariant($"order {right.Key}") + (isWhole ? "" : " " + string.Join(", ", right.Select(stage => stage.Path)));
    }

    /// <summary>A law in words.</summary>
    public static string Of(CheckLaw law, string path) => law switch
    {
        CheckLaw.Differences => path,
        CheckLaw.DotProduct => "dot product",
        CheckLaw.Linearity => "linearity",
        CheckLaw.TaylorRemainder => "Taylor remainder",
        CheckLaw.ComplexStep => "complex step",
        CheckLaw.DualNumbers => "dual numbers",
        CheckLaw.Precision => "float",
        CheckLaw.Strides => "strided inputs",
        CheckLaw.Purity => "inputs unchanged",
        CheckLaw.Repeatability => "repeatability",
        _ => "evaluation",
    };

    private static string Failure(CheckReport report, CheckStage stage)
    {
        var name = stage.Law is CheckLaw.Differences or CheckLaw.Evaluation or CheckLaw.Precision or CheckLaw.ComplexStep or CheckLaw.DualNumbers
            ? FormattableString.Invariant($"order {stage.Order} {(stage.Law is CheckLaw.Differences or CheckLaw.Evaluation ? stage.Path : Of(stage.Law, stage.Path))}") : Of(stage.Law, stage.Path);
        if (stage.Law is CheckLaw.Purity or CheckLaw.Repeatability) return name;
        if (stage.Law == CheckLaw.Evaluation) return name + " throws";
        var worst = report.Findings.Where(finding => finding.Law == stage.Law && finding.Order == stage.Order && finding.Path == stage.Path && finding.Verdict == CheckVerdict.Failed).MaxBy(finding => finding.Excess)!;
        return stage.Law switch
        {
            CheckLaw.DotProduct => $"<Jv, u> = {Number(worst.Analytic)} but <v, J'u> = {Number(worst.Numeric)}",
            CheckLaw.Linearity => $"{worst.Result} = {Number(worst.Analytic)} where a linear rule gives {Number(worst.Numeric)}",
            CheckLaw.TaylorRemainder => string.Create(CultureInfo.InvariantCulture, $"Taylor remainder of slope {worst.Analytic:F2} where {worst.Numeric:F0} is due"),
            CheckLaw.Strides => $"strided inputs give {worst.Result} = {Number(worst.Analytic)} for {Number(worst.Numeric)}",
            _ => FormattableString.Invariant($"{name} ({stage.Failed} of {stage.All})"),
        };
    }

    private static string Number(double value) => value.ToString("G7", CultureInfo.InvariantCulture);
}
