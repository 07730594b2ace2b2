namespace AutoDiff.Checking;

/// <summary>What a check found: the comparisons that did not simply pass, how many did, and what the pattern of failures points to.</summary>
/// <example><code>
/// var report = Check.Gradients(Softsign, x);
/// Console.WriteLine(report);       // one line if all is right, else a diagnosis and a table of the worst entries
/// report.ThrowIfFailed();          // in a test
/// </code></example>
public sealed class CheckReport
{
    private readonly List<CheckFinding> _findings = [];
    private readonly List<CheckDiagnosis> _diagnoses = [];
    private readonly List<CheckStage> _stages = [];

    internal CheckReport(string op, string[] inputNames, IReadOnlyList<Shape> inputs, CheckOptions options)
        => (Op, InputNames, Inputs, Options) = (op, inputNames, inputs, options);

    /// <summary>The name of the function.</summary>
    public string Op { get; }

    /// <summary>The shapes of the inputs.</summary>
    public IReadOnlyList<Shape> Inputs { get; }

    /// <summary>What the inputs are called: the names of the function's parameters where they are known, else x, or a and b.</summary>
    public IReadOnlyList<string> InputNames { get; }

    /// <summary>The names of the operations that the function records, in order, without repetition.</summary>
    public IReadOnlyList<string> Operations { get; internal set; } = [];

    /// <summary>How many comparisons were made.</summary>
    public int Comparisons { get; private set; }

    /// <summary>Every comparison that did not simply pass, in the order in which they were made.</summary>
    public IReadOnlyList<CheckFinding> Findings => _findings;

    /// <summary>What is probably wrong.</summary>
    public IReadOnlyList<CheckDiagnosis> Diagnoses => _diagnoses;

    /// <summary>The comparison nearest to its tolerance among those that passed; null if none did.</summary>
    public CheckFinding? Closest { get; private set; }

    /// <summary>True where no comparison failed.</summary>
    public bool Passed => Count(CheckVerdict.Failed) == 0;

    internal CheckOptions Options { get; }

    internal IReadOnlyList<CheckStage> Stages => _stages;

    /// <summary>How many comparisons came to this verdict.</summary>
    public int Count(CheckVerdict verdict)
    {
        var count = 0;
        foreach (var finding in _findings) count += finding.Verdict == verdict ? 1 : 0;
        return verdict == CheckVerdict.Passed ? Comparisons - _findings.Count : count;
    }

    /// <summary>Throws unless every comparison is in order.</summary>
    /// <exception cref="GradientCheckException">A comparison failed; it carries this report.</exception>
    public void ThrowIfFailed()
    {
        if (!Passed) throw new GradientCheckException(this);
    }

    /// <summary>The report as text: one line if all is right; else the diagnoses, a table of the worst entries, and what is right.</summary>
    public override string ToString() => ReportText.Of(this);

    internal void Add(CheckFinding finding)
    {
        Comparisons++;
        if (finding.Verdict != CheckVerdict.Passed) _findings.Add(finding);
        else if (finding.Excess >= (Closest?.Excess ?? 0)) Closest = finding;
        var stage = _stages.Find(stage => stage.Law == finding.Law && stage.Order == finding.Order && stage.Path == finding.Path);
        if (stage is null) _stages.Add(stage = new CheckStage(finding.Law, finding.Order, finding.Path));
        stage.Counts[(int)finding.Verdict]++;
    }

    internal void Add(CheckDiagnosis diagnosis)
    {
        if (!_diagnoses.Contains(diagnosis)) _diagnoses.Add(diagnosis);
    }

    /// <summary>True where every derivative of an order was well-defined and settled.</summary>
    internal bool IsSmooth(int order, string path)
        => _stages.Exists(stage => stage.Law == CheckLaw.Differences && stage.Order == order && stage.Path == path && stage.Counts[(int)CheckVerdict.Passed] + stage.Failed == stage.All);

    internal bool HasFailed(int order, string path, CheckLaw law) => _stages.Exists(stage => stage.Law == law && stage.Order == order && stage.Path == path && stage.Failed > 0);
}

/// <summary>How the comparisons of one law, order and path came out.</summary>
internal sealed record CheckStage(CheckLaw Law, int Order, string Path)
{
    public int[] Counts { get; } = new int[Enum.GetValues<CheckVerdict>().Length];

    public int Failed => Counts[(int)CheckVerdict.Failed];

    public int All => Counts.Sum();
}
