namespace AutoDiff.Checking;

/// <summary>How a derivative was taken; at order 2, how the gradient was differentiated.</summary>
public enum CheckMode
{
    /// <summary>No derivative: the value itself.</summary>
    Value,

    /// <summary>By vjp; at order 2 reverse over reverse.</summary>
    Reverse,

    /// <summary>By jvp; at order 2 forward over reverse.</summary>
    Forward,
}
