namespace AutoDiff.Conformance;

/// <summary>How a case ended.</summary>
internal enum Outcome
{
    Passed,
    Failed,
    Missing,
    Exempt,
    Skipped,
}

/// <summary>How a case ended, and why where it did not pass.</summary>
internal sealed record Verdict(Outcome Outcome, string What)
{
    public static Verdict Passed { get; } = new(Outcome.Passed, "");

    public static Verdict Failed(string what) => new(Outcome.Failed, what);

    public static Verdict Missing(string what) => new(Outcome.Missing, what);

    /// <summary>The library has the operation, but not this form of its arguments.</summary>
    public static Verdict Skipped(string what) => new(Outcome.Skipped, what);

    public static Verdict Exempt(string what) => new(Outcome.Exempt, what);
}

/// <summary>The library lacks what a case asks for.</summary>
internal sealed class MissingException(string what) : Exception(what);
