namespace AutoDiff;

public abstract partial class Tensor
{
    /// <summary>The condition number of matrices in the spectral norm: the largest singular value over the smallest.</summary>
    /// <param name="x">Shape [..., m, n], not empty.</param>
    /// <returns>Shape [...]; at least 1, ∞ for a matrix of less than full rank, NaN for the zero matrix.</returns>
    /// <exception cref="ShapeException">There are fewer than two axes, or a matrix is empty.</exception>
    /// <remarks>Solutions of equations with the matrix lose about log₁₀ of it in decimal digits. The derivative is that of the singular values.</remarks>
    public static Tensor<T> ConditionNumber<T>(Tensor<T> x) where T : unmanaged, IFloatingPointIeee754<T>
    {
        MatrixShape.Require("condition_number", x);
        if (x.Shape[^1] * x.Shape[^2] == 0) throw new ShapeException($"condition_number: a matrix without elements has none, got shape {x.Shape}.");
        var s = SingularValues.ValuesOf("condition_number", x);
        return Div(s.Select(-1, 0), s.Select(-1, -1));
    }
}
