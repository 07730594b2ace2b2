namespace AutoDiff.Checking;

/// <summary>The mistakes that a checker can name.</summary>
public enum Mistake
{
    /// <summary>Wrong, in no way that has a name.</summary>
    Unknown,

    /// <summary>-1 times the true derivative.</summary>
    WrongSign,

    /// <summary>The true derivative times a number, or times a function of the inputs and the result, which is named.</summary>
    MissingFactor,

    /// <summary>A term of the derivative is missing, or one too many.</summary>
    MissingTerm,

    /// <summary>Two axes are swapped, or J is applied where Jᵀ should be.</summary>
    Transposed,

    /// <summary>An input that is used several times, over a broadcast axis for example, gets a part of its adjoints only.</summary>
    MissingSum,

    /// <summary>The derivative of one input is that of another, or reads another input in its place.</summary>
    SwappedArguments,

    /// <summary>Right on one side of a condition and wrong on the other.</summary>
    WrongBranch,

    /// <summary>An input, or some of its entries, got no gradient.</summary>
    NoGradient,

    /// <summary>Entries get a gradient although the result does not depend on them.</summary>
    SpuriousGradient,

    /// <summary>The right numbers at the wrong places: shifted or reversed.</summary>
    Misplaced,

    /// <summary>The derivative of another function: sin x where cos x is right.</summary>
    WrongFormula,

    /// <summary>The rule does not multiply by the incoming adjoint or tangent, or not linearly.</summary>
    NotLinear,

    /// <summary>NaN or infinite where the true derivative is finite.</summary>
    NotFinite,

    /// <summary>The rule returns another shape, or another number of adjoints, than it must.</summary>
    WrongShape,

    /// <summary>The rule throws.</summary>
    Throws,

    /// <summary>The derivative is right but cannot be differentiated: a part of the rule is a constant to the next order.</summary>
    Detached,

    /// <summary>The value or the derivative differs from call to call.</summary>
    NotRepeatable,

    /// <summary>An input was written to.</summary>
    ChangesInput,

    /// <summary>Strided inputs give other results than contiguous ones.</summary>
    DependsOnLayout,

    /// <summary>Right in exact arithmetic, but digits are lost to cancellation.</summary>
    LosesDigits,
}
