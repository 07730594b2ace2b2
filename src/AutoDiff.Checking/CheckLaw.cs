namespace AutoDiff.Checking;

/// <summary>What a comparison holds a function to.</summary>
public enum CheckLaw
{
    /// <summary>The derivative equals the limit of differences.</summary>
    Differences,

    /// <summary>⟨J v, u⟩ = ⟨v, Jᵀ u⟩: forward and reverse mode agree.</summary>
    DotProduct,

    /// <summary>Jᵀ(2u + w) = 2Jᵀu + Jᵀw, and the same for J v: adjoints and tangents are carried linearly.</summary>
    Linearity,

    /// <summary>f(x + hv) - f(x) - h J v shrinks as h², and as h³ with the second derivative taken off too.</summary>
    TaylorRemainder,

    /// <summary>The derivative equals Im f(x + ih) / h, which no rounding disturbs.</summary>
    ComplexStep,

    /// <summary>The stated derivative of an elementwise rule equals the one that dual numbers take from its value.</summary>
    DualNumbers,

    /// <summary>The derivative in float equals the one in double, to the precision of float.</summary>
    Precision,

    /// <summary>Inputs, adjoints and tangents that lie strided in memory give the same results.</summary>
    Strides,

    /// <summary>The inputs are the same after as before.</summary>
    Purity,

    /// <summary>The same inputs give the same values and gradients, with a tape and without.</summary>
    Repeatability,

    /// <summary>The function and its derivatives can be evaluated without an exception.</summary>
    Evaluation,
}
