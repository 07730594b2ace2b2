namespace AutoDiff;

public abstract partial class Tensor
{
    /// <summary>ln det x of square matrices.</summary>
    /// <param name="x">Shape [..., n, n].</param>
    /// <returns>Shape [...]; -∞ for a singular matrix, NaN where the determinant is negative.</returns>
    /// <exception cref="ShapeException">The matrices are not square.</exception>
    /// <remarks>vjp: x̄ = ȳ x⁻ᵀ. Of symmetric, positive definite matrices <see cref="LogDetSpd"/> takes half the work.</remarks>
    public static Tensor<T> LogDet<T>(Tensor<T> x) where T : unmanaged, IFloatingPointIeee754<T>
    {
        MatrixShape.RequireSquare("logdet", x);

        // ln 1 = 0, ln 0 = -∞, ln -1 = NaN: the sign adds what is missing.
        var (sign, logarithm) = LogDeterminant.Of("logdet", x);
        return Add(logarithm, Log(sign));
    }

    /// <summary>ln det x of symmetric, positive definite matrices, by their Cholesky factors.</summary>
    /// <param name="x">Shape [..., n, n]. Only the symmetric part (x + xᵀ)/2 counts, so the gradient is symmetric.</param>
    /// <returns>Shape [...].</returns>
    /// <exception cref="ShapeException">The matrices are not square.</exception>
    /// <exception cref="MatrixException">A matrix is not positive definite; the message says which.</exception>
    /// <remarks>2 Σ ln Lᵢᵢ with x = L Lᵀ. The derivative is that of the Cholesky factor; it comes to x̄ = ȳ x⁻¹.</remarks>
    public static Tensor<T> LogDetSpd<T>(Tensor<T> x) where T : unmanaged, IFloatingPointIeee754<T>
    {
        MatrixShape.RequireSquare("logdet_spd", x);
        var l = General.Apply(new CholeskyRule("logdet_spd"), x);
        return Mul(Sum(Log(l.Diagonal()), -1), 2);
    }
}
