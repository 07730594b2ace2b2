namespace AutoDiff.Checking;

/// <summary>A gradient check failed. The message is the whole report.</summary>
public sealed class GradientCheckException : Exception
{
    /// <summary>Makes the exception of a report.</summary>
    public GradientCheckException(CheckReport report) : base(report?.ToString()) => Report = report!;

    /// <summary>What was found.</summary>
    public CheckReport Report { get; }
}
