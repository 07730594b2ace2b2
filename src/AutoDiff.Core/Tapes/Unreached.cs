namespace AutoDiff;

/// <summary>What to do about a target on which the result does not depend.</summary>
public enum Unreached
{
    /// <summary>Refuse, and name the target: most often something was forgotten.</summary>
    Error,

    /// <summary>Return zeros.</summary>
    Zero,
}
