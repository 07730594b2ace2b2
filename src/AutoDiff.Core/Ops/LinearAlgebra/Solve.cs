namespace AutoDiff;

public abstract partial class Tensor
{
    /// <summary>Solves a y = b for y.</summary>
    /// <param name="a">Shape [..., n, n].</param>
    /// <param name="b">Shape [..., n, k], or a vector [n].</param>
    /// <returns>Shape [..., n, k], or [..., n] for a vector; batches broadcast. NaN where a has NaN.</returns>
    /// <exception cref="ShapeException">a is not square, or the rows or batches do not fit.</exception>
    /// <exception cref="MatrixException">A matrix is singular: a pivot is exactly 0; the message says in which matrix.</exception>
    /// <remarks>
    /// By LU decomposition with partial pivoting; derivatives of every order use the same factors. A matrix that is singular only to rounding
    /// is not noticed; see <see cref="ConditionNumber"/>. vjp: b̄ = a⁻ᵀ ȳ, ā = -b̄ yᵀ.
    /// Source: Giles 2008, "Collected matrix derivative results for forward and reverse mode algorithmic differentiation".
    /// </remarks>
    public static Tensor<T> Solve<T>(Tensor<T> a, Tensor<T> b) where T : unmanaged, IFloatingPointIeee754<T>
    {
        MatrixShape.RequireSquare("solve", a);
        var side = MatrixShape.RightSide("solve", a, b);
        var factors = Result.Compute(a, static a => LuFactors.Of("solve", a, refusesSingular: true));
        var y = LinearSystem.Apply(new SolveRule(factors, false), a, side);
        return b.Rank == 1 ? y.Squeeze(-1) : y;
    }
}

/// <summary>A y = b, or Aᵀ y = b, by the factors of A.</summary>
internal readonly record struct SolveRule(LuFactors Factors, bool IsTransposed) : ILinearSystem
{
    public Tensor<T> Forward<T>(Tensor<T> a, Tensor<T> b) where T : unmanaged, IFloatingPointIeee754<T> => Factors.Solve("solve", b, IsTransposed);

    public Tensor<T> AdjointB<T>(Tensor<T> g, Tensor<T> a) where T : unmanaged, IFloatingPointIeee754<T>
        => LinearSystem.Apply(this with { IsTransposed = !IsTransposed }, a, g);

    public Tensor<T> AdjointA<T>(Tensor<T> u, Tensor<T> a, Tensor<T> y) where T : unmanaged, IFloatingPointIeee754<T>
        => Tensor.Neg(IsTransposed ? Tensor.MatMul(y, u.Transpose()) : Tensor.MatMul(u, y.Transpose()));

    public Tensor<T> Change<T>(Tensor<T> t, Tensor<T> a, Tensor<T> y) where T : unmanaged, IFloatingPointIeee754<T>
        => Tensor.MatMul(IsTransposed ? t.Transpose() : t, y);
}
