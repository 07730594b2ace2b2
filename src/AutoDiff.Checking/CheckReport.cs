namespace AutoDiff.Checking;

/// <summary>What a check found: the comparisons that did not simply pass, how many did, and what the pattern of failures points to.</summary>
/// <example><code>
/// var report = Check.Gradients(Softsign, x);
/// Console.WriteLine(report);       // a table of the worst entries and a diagnosis
/// report.ThrowIfFailed();          // in a test
/// </code></example>
public sealed class CheckReport
{
    private readonly List<CheckFinding> _findings = [];
    private readonly List<string> _diagnoses = [];

    internal CheckReport(string op, IReadOnlyList<Shape> inputs) => (Op, Inputs) = (op, inputs);

    /// <summary>The name of the function.</summary>
    public string Op { get; }

    /// <summary>The shapes of the inputs.</summary>
    public IReadOnlyList<Shape> Inputs { get; }

    /// <summary>How many comparisons were made.</summary>
    public int Comparisons { get; private set; }

    /// <summary>Every comparison that did not simply pass, in the order in which they were made.</summary>
    public IReadOnlyList<CheckFinding> Findings => _findings;

    /// <summary>What is probably wrong, a sentence for each order, mode and input with a pattern that is known.</summary>
    public IReadOnlyList<string> Diagnoses => _diagnoses;

    /// <summary>The comparison nearest to its tolerance among those that passed; null if none did.</summary>
    public CheckFinding? Closest { get; private set; }

    /// <summary>True where no comparison failed.</summary>
    public bool Passed => Count(CheckVerdict.Failed) == 0;

    /// <summary>How many comparisons came to this verdict.</summary>
    public int Count(CheckVerdict verdict)
        => verdict == CheckVerdict.Passed ? Comparisons - _findings.Count : _findings.Count(finding => finding.Verdict == verdict);

    /// <summary>Throws unless every comparison is in order.</summary>
    /// <exception cref="GradientCheckException">A comparison failed; it carries this report.</exception>
    public void ThrowIfFailed()
    {
        if (!Passed) throw new GradientCheckException(this);
    }

    /// <summary>The report as text: a summary, the diagnoses, and a table of the worst entries.</summary>
    public override string ToString() => ReportText.Of(this);

    internal void Add(CheckFinding finding)
    {
        Comparisons++;
        if (finding.Verdict != CheckVerdict.Passed) _findings.Add(finding);
        else if (finding.Excess >= (Closest?.Excess ?? 0)) Closest = finding;
    }

    internal void Diagnose(string diagnosis)
    {
        if (!_diagnoses.Contains(diagnosis)) _diagnoses.Add(diagnosis);
    }

    internal bool HasFailed(int order, CheckMode mode)
        => _findings.Exists(finding => finding.Verdict == CheckVerdict.Failed && finding.Order == order && finding.Mode == mode);
}
