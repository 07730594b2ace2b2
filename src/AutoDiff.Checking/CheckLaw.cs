namespace AutoDiff.Checking;

/// <summary>What a comparison holds a function to.</summary>
public enum CheckLaw
{
    /// <summary>The derivative equals the limit of differences.</summary>
    Differences,

    /// <summary>⟨J v, u⟩ = ⟨v, Jᵀ u⟩: forward and reverse mode agree.</summary>
    DotProduct,

    /// <summary>The derivative in float equals the one in double, to the precision of float.</summary>
    Precision,

    /// <summary>The inputs are the same after as before.</summary>
    Purity,

    /// <summary>The same inputs give the same values and gradients, with a tape and without.</summary>
    Repeatability,

    /// <summary>The function and its derivatives can be evaluated without an exception.</summary>
    Evaluation,
}
