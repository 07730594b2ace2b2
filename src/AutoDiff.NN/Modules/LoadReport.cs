namespace AutoDiff.NN;

/// <summary>How a state and a model differ.</summary>
/// <param name="Missing">Names that the model has and the state lacks.</param>
/// <param name="Unexpected">Names that the state has and the model lacks.</param>
/// <param name="WrongShapes">Tensors of another shape, with both shapes.</param>
public sealed record LoadReport(IReadOnlyList<string> Missing, IReadOnlyList<string> Unexpected, IReadOnlyList<string> WrongShapes)
{
    /// <summary>True where nothing is missing, unexpected or of a wrong shape.</summary>
    public bool IsComplete => Missing.Count + Unexpected.Count + WrongShapes.Count == 0;

    /// <summary>A line for each kind of difference.</summary>
    public override string ToString() => IsComplete ? "all tensors fit" : string.Join(Environment.NewLine, Lines());

    internal IEnumerable<string> Lines()
    {
        if (Missing.Count > 0) yield return $"missing: {string.Join(", ", Missing)}";
        if (Unexpected.Count > 0) yield return $"unexpected: {string.Join(", ", Unexpected)}";
        if (WrongShapes.Count > 0) yield return $"wrong shape: {string.Join("; ", WrongShapes)}";
    }
}

/// <summary>A state does not fit a model; nothing of it was loaded.</summary>
public sealed class StateException : ArgumentException
{
    /// <summary>Creates the exception without a message.</summary>
    public StateException()
    {
    }

    /// <summary>Creates the exception with its message.</summary>
    public StateException(string message) : base(message)
    {
    }

    /// <summary>Creates the exception with its message and what caused it.</summary>
    public StateException(string message, Exception innerException) : base(message, innerException)
    {
    }

    internal StateException(string model, LoadReport report, bool isStrict)
        : base($"state: it does not fit {model}; {string.Join("; ", (isStrict ? report : new LoadReport([], [], report.WrongShapes)).Lines())}.") => Report = report;

    /// <summary>Everything that does not fit.</summary>
    public LoadReport? Report { get; }
}
