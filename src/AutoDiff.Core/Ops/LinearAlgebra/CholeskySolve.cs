namespace AutoDiff;

public abstract partial class Tensor
{
    /// <summary>Solves A y = b for y, given the lower Cholesky factor l of A = l lᵀ.</summary>
    /// <param name="l">Shape [..., n, n]; what stands above the diagonal is not read.</param>
    /// <param name="b">Shape [..., n, k], or a vector [n].</param>
    /// <returns>Shape [..., n, k], or [..., n] for a vector; batches broadcast.</returns>
    /// <exception cref="ShapeException">l is not square, or the rows or batches do not fit.</exception>
    /// <exception cref="MatrixException">A diagonal entry of l is 0.</exception>
    /// <remarks>Two triangular systems, l z = b and lᵀ y = z; the derivative is theirs.</remarks>
    public static Tensor<T> CholeskySolve<T>(Tensor<T> l, Tensor<T> b) where T : unmanaged, IFloatingPointIeee754<T>
    {
        MatrixShape.RequireSquare("cholesky_solve", l);
        var side = MatrixShape.RightSide("cholesky_solve", l, b);
        var rule = new TriangularSolveRule("cholesky_solve", IsUpper: false, IsUnit: false, IsTransposed: false);
        var y = LinearSystem.Apply(rule with { IsTransposed = true }, l, LinearSystem.Apply(rule, l, side));
        return b.Rank == 1 ? y.Squeeze(-1) : y;
    }
}
