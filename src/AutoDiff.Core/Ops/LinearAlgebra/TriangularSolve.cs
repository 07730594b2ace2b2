namespace AutoDiff;

public abstract partial class Tensor
{
    /// <summary>Solves A y = b for y, where A is a triangle of a; or Aᵀ y = b.</summary>
    /// <param name="a">Shape [..., n, n]; the other triangle is not read.</param>
    /// <param name="b">Shape [..., n, k], or a vector [n].</param>
    /// <param name="upper">A is the upper triangle of a; else the lower one.</param>
    /// <param name="unitriangular">The diagonal of A counts as ones and is not read.</param>
    /// <param name="transpose">Solves Aᵀ y = b.</param>
    /// <returns>Shape [..., n, k], or [..., n] for a vector; batches broadcast.</returns>
    /// <exception cref="ShapeException">a is not square, or the rows or batches do not fit.</exception>
    /// <exception cref="MatrixException">A diagonal entry is 0; the message says in which matrix.</exception>
    /// <remarks>
    /// vjp: b̄ = A⁻ᵀ ȳ, and ā is the triangle of -b̄ yᵀ. For y A = b, solve Aᵀ yᵀ = bᵀ.
    /// Source: Giles 2008, "Collected matrix derivative results for forward and reverse mode algorithmic differentiation".
    /// </remarks>
    public static Tensor<T> TriangularSolve<T>(Tensor<T> a, Tensor<T> b, bool upper = false, bool unitriangular = false, bool transpose = false)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        MatrixShape.RequireSquare("triangular_solve", a);
        var side = MatrixShape.RightSide("triangular_solve", a, b);
        var y = LinearSystem.Apply(new TriangularSolveRule("triangular_solve", upper, unitriangular, transpose), a, side);
        return b.Rank == 1 ? y.Squeeze(-1) : y;
    }
}

/// <summary>A y = b for a triangle A.</summary>
/// <param name="Caller">The operation that solves, for the message.</param>
/// <param name="IsUpper">A is the upper triangle.</param>
/// <param name="IsUnit">The diagonal counts as ones.</param>
/// <param name="IsTransposed">Aᵀ y = b instead.</param>
internal readonly record struct TriangularSolveRule(string Caller, bool IsUpper, bool IsUnit, bool IsTransposed) : ILinearSystem
{
    public Tensor<T> Forward<T>(Tensor<T> a, Tensor<T> b) where T : unmanaged, IFloatingPointIeee754<T>
    {
        var batch = Shape.Broadcast(MatrixShape.Batch(a.Shape), MatrixShape.Batch(b.Shape), Caller);
        var y = MatrixShape.Copy(b, batch);
        if (y.Length > 0) Launch.Run(new TriangularSolveCall<T>(this, batch, y.Shape[^2], y.Shape[^1]), MatrixShape.Fill(a, batch), y);
        return y;
    }

    public Tensor<T> AdjointB<T>(Tensor<T> g, Tensor<T> a) where T : unmanaged, IFloatingPointIeee754<T>
        => LinearSystem.Apply(this with { IsTransposed = !IsTransposed }, a, g);

    public Tensor<T> AdjointA<T>(Tensor<T> u, Tensor<T> a, Tensor<T> y) where T : unmanaged, IFloatingPointIeee754<T>
        => Part(Tensor.Neg(IsTransposed ? Tensor.MatMul(y, u.Transpose()) : Tensor.MatMul(u, y.Transpose())));

    public Tensor<T> Change<T>(Tensor<T> t, Tensor<T> a, Tensor<T> y) where T : unmanaged, IFloatingPointIeee754<T>
        => Tensor.MatMul(IsTransposed ? Part(t).Transpose() : Part(t), y);

    /// <summary>What of a matrix the system reads.</summary>
    private Tensor<T> Part<T>(Tensor<T> x) where T : unmanaged, IFloatingPointIeee754<T>
        => IsUpper ? x.Triu(IsUnit ? 1 : 0) : x.Tril(IsUnit ? -1 : 0);
}

/// <summary>Solves triangular systems in place of the right-hand sides.</summary>
internal readonly record struct TriangularSolveCall<T>(TriangularSolveRule Rule, Shape Batch, int Rows, int Columns) : ICall where T : unmanaged, IFloatingPointIeee754<T>
{
    public void Run(in Buffers buffers)
    {
        var count = Batch.Size;
        var failures = Triangular<T>.SolveBatch(
            buffers.Span<T>(0, count * Rows * Rows), buffers.Span<T>(1, count * Rows * Columns), count, Rows, Columns, Rule.IsUpper, Rule.IsUnit, Rule.IsTransposed);
        if (failures.Any)
            throw MatrixException.For(Rule.Caller, [.. Batch.Axes, Rows, Rows], failures.Matrix, $"is singular (diagonal entry {failures.Place} is 0).");
    }
}
