namespace AutoDiff.Checking;

/// <summary>How a derivative was taken; at a higher order, how the derivative below it was differentiated.</summary>
public enum CheckMode
{
    /// <summary>No derivative: the value itself.</summary>
    Value,

    /// <summary>By vjp.</summary>
    Reverse,

    /// <summary>By jvp.</summary>
    Forward,
}
