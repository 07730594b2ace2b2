namespace AutoDiff.Checking;

/// <summary>What a comparison came to.</summary>
public enum CheckVerdict
{
    /// <summary>Analytic and numeric value agree.</summary>
    Passed,

    /// <summary>They do not: the only verdict that fails a report.</summary>
    Failed,

    /// <summary>The slopes from left and right differ and the analytic value lies between them: there is no derivative, and any convention is right.</summary>
    Kink,

    /// <summary>The function is not finite on both sides of the point, or its slope there grows without end, so there is nothing to compare with.</summary>
    Undefined,

    /// <summary>The differences do not settle, or the rule itself is lost in rounding, so agreement says little; other inputs may help.</summary>
    Inconclusive,

    /// <summary>The mode is not supported by the function: a custom operation without a jvp.</summary>
    Unsupported,
}
