namespace AutoDiff;

/// <summary>A norm of matrices.</summary>
public enum MatrixNormKind
{
    /// <summary>√Σ xᵢⱼ².</summary>
    Frobenius,

    /// <summary>The sum of the singular values.</summary>
    Nuclear,

    /// <summary>The largest singular value: the most by which the matrix stretches a vector.</summary>
    Spectral,

    /// <summary>The largest sum of magnitudes in a column.</summary>
    One,

    /// <summary>The largest sum of magnitudes in a row.</summary>
    Infinity,
}
