namespace AutoDiff;

public abstract partial class Tensor
{
    /// <summary>A norm of matrices.</summary>
    /// <param name="x">Shape [..., m, n].</param>
    /// <param name="kind">Which norm.</param>
    /// <param name="keepAxes">Keeps the last two axes with length 1 instead of dropping them.</param>
    /// <returns>Shape [...]; NaN where x has NaN.</returns>
    /// <exception cref="ShapeException">There are fewer than two axes, or a matrix is empty and the norm is the largest of something.</exception>
    /// <remarks>
    /// vjp: Frobenius: x̄ = ȳ x / y, 0 for the zero matrix; nuclear: x̄ = ȳ U Vᵀ; spectral: x̄ = ȳ u₁ v₁ᵀ, also where the largest singular value is
    /// a repeated one; one and infinity: ȳ times the signs of the largest column or row, shared evenly among ties.
    /// </remarks>
    public static Tensor<T> MatrixNorm<T>(Tensor<T> x, MatrixNormKind kind = MatrixNormKind.Frobenius, bool keepAxes = false) where T : unmanaged, IFloatingPointIeee754<T>
    {
        MatrixShape.Require("matrix_norm", x);
        if (kind is MatrixNormKind.Spectral or MatrixNormKind.One or MatrixNormKind.Infinity && x.Shape[^1] * x.Shape[^2] == 0)
            throw new ShapeException($"matrix_norm: the {kind} norm of a matrix without elements is not defined, got shape {x.Shape}.");
        var y = kind switch
        {
            MatrixNormKind.Frobenius => Norm(x, 2, [-2, -1]),
            MatrixNormKind.Nuclear => Sum(SingularValues.ValuesOf("matrix_norm", x), -1),
            MatrixNormKind.Spectral => SingularValues.ValuesOf("matrix_norm", x).Select(-1, 0),
            MatrixNormKind.One => AMax(Sum(Abs(x), -2), [-1]),
            MatrixNormKind.Infinity => AMax(Sum(Abs(x), -1), [-1]),
            _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, $"matrix_norm: there is no norm {kind}."),
        };
        return keepAxes ? y.Unsqueeze(-1).Unsqueeze(-1) : y;
    }
}
