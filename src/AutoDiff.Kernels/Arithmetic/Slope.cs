namespace AutoDiff;

/// <summary>What is known of a derivative without computing it.</summary>
public enum Slope
{
    /// <summary>Nothing: the rule computes it.</summary>
    Any,

    /// <summary>It is 0 everywhere: nothing flows, and no tensor of zeros is made.</summary>
    Zero,

    /// <summary>It is 1 everywhere: what comes in is handed on as it is.</summary>
    One,
}
