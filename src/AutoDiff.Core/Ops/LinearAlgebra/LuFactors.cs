namespace AutoDiff;

/// <summary>The LU factors of a batch of square matrices, computed once and shared by an operation and its derivatives.</summary>
internal sealed class LuFactors
{
    private readonly Shape _shape;
    private readonly Tensor _matrices;
    private readonly Tensor<int> _pivots;

    private LuFactors(Shape shape, Tensor matrices, Tensor<int> pivots) => (_shape, _matrices, _pivots) = (shape, matrices, pivots);

    /// <summary>Decomposes x, unrecorded.</summary>
    /// <param name="op">The operation that wants the factors.</param>
    /// <param name="x">Shape [..., n, n].</param>
    /// <param name="refusesSingular">Whether a singular matrix is an error.</param>
    /// <exception cref="MatrixException">A matrix is singular.</exception>
    public static LuFactors Of<T>(string op, Tensor<T> x, bool refusesSingular) where T : unmanaged, IFloatingPointIeee754<T>
    {
        var (matrices, pivots) = (Tensor<T>.Uninitialized(x.Shape), Tensor<int>.Uninitialized(x.Shape.ToArray()[..^1]));
        if (x.Length > 0) Launch.Run(new LuCall<T>(op, x.Shape, refusesSingular), x.Contiguous(), matrices, pivots);
        return new LuFactors(x.Shape, matrices, pivots);
    }

    /// <summary>x⁻¹ b, or x⁻ᵀ b: a new tensor, unrecorded.</summary>
    public Tensor<T> Solve<T>(string op, Tensor<T> b, bool transpose) where T : unmanaged, IFloatingPointIeee754<T>
    {
        var batch = Shape.Broadcast(MatrixShape.Batch(_shape), MatrixShape.Batch(b.Shape), op);
        var y = MatrixShape.Copy(b, batch);
        if (y.Length == 0) return y;
        var pivots = MatrixShape.Fill(_pivots.Unsqueeze(-1), batch);
        Launch.Run(new LuSolveCall<T>(batch.Size, y.Shape[^2], y.Shape[^1], transpose), MatrixShape.Fill((Tensor<T>)_matrices, batch), pivots, y);
        return y;
    }

    /// <summary>det x, shape [...]: a new tensor, unrecorded.</summary>
    public Tensor<T> Determinant<T>() where T : unmanaged, IFloatingPointIeee754<T>
    {
        var y = Tensor<T>.Uninitialized(MatrixShape.Batch(_shape));
        if (y.Length > 0) Launch.Run(new DeterminantCall<T>(y.Length, _shape[^1]), _matrices, _pivots, y);
        return y;
    }

    /// <summary>The sign of det x and ln |det x|, shape [...]: new tensors, unrecorded.</summary>
    public (Tensor<T> Sign, Tensor<T> LogAbs) SignAndLogarithm<T>() where T : unmanaged, IFloatingPointIeee754<T>
    {
        var batch = MatrixShape.Batch(_shape);
        var (sign, logarithm) = (Tensor<T>.Uninitialized(batch), Tensor<T>.Uninitialized(batch));
        if (sign.Length > 0) Launch.Run(new LogDeterminantCall<T>(sign.Length, _shape[^1]), _matrices, _pivots, sign, logarithm);
        return (sign, logarithm);
    }
}

/// <summary>Decomposes a batch.</summary>
internal readonly record struct LuCall<T>(string Op, Shape Shape, bool RefusesSingular) : ICall where T : unmanaged, IFloatingPointIeee754<T>
{
    public void Run(in Buffers buffers)
    {
        var (count, n) = (MatrixShape.Count(Shape), Shape[^1]);
        var failures = Lu<T>.Factor(buffers.Span<T>(0, Shape.Size), buffers.Span<T>(1, Shape.Size), buffers.Span<int>(2, count * n), count, n);
        if (RefusesSingular && failures.Any)
            throw MatrixException.For(Op, Shape, failures.Matrix, $"is singular (pivot {failures.Place} is 0); use LeastSquares or PseudoInverse, or add a multiple of the identity.");
    }
}

/// <summary>Solves systems in place of their right-hand sides.</summary>
internal readonly record struct LuSolveCall<T>(int Count, int Rows, int Columns, bool IsTransposed) : ICall where T : unmanaged, IFloatingPointIeee754<T>
{
    public void Run(in Buffers buffers)
        => Lu<T>.SolveBatch(
            buffers.Span<T>(0, Count * Rows * Rows), buffers.Span<int>(1, Count * Rows), buffers.Span<T>(2, Count * Rows * Columns), Count, Rows, Columns, IsTransposed);
}

/// <summary>Determinants from LU factors.</summary>
internal readonly record struct DeterminantCall<T>(int Count, int Rows) : ICall where T : unmanaged, IFloatingPointIeee754<T>
{
    public void Run(in Buffers buffers)
        => Lu<T>.Determinants(buffers.Span<T>(0, Count * Rows * Rows), buffers.Span<int>(1, Count * Rows), buffers.Span<T>(2, Count), default, default, Rows);
}

/// <summary>Signs of determinants and logarithms of their magnitudes from LU factors.</summary>
internal readonly record struct LogDeterminantCall<T>(int Count, int Rows) : ICall where T : unmanaged, IFloatingPointIeee754<T>
{
    public void Run(in Buffers buffers)
        => Lu<T>.Determinants(buffers.Span<T>(0, Count * Rows * Rows), buffers.Span<int>(1, Count * Rows), default, buffers.Span<T>(2, Count), buffers.Span<T>(3, Count), Rows);
}
