namespace AutoDiff;

public abstract partial class Tensor
{
    /// <summary>The matrix exponential Σ xᵏ / k!.</summary>
    /// <param name="x">Shape [..., n, n].</param>
    /// <returns>The shape of x. NaN where a matrix is not finite.</returns>
    /// <exception cref="ShapeException">The matrices are not square.</exception>
    /// <remarks>
    /// Scaling and squaring with Padé approximants. jvp: the Fréchet derivative L(x, ẋ), the corner of exp([x ẋ; 0 x]); vjp: L(xᵀ, ȳ).
    /// Sources: Higham 2005, "The scaling and squaring method for the matrix exponential revisited"; Al-Mohy and Higham 2009, "Computing the
    /// Fréchet derivative of the matrix exponential, with an application to condition number estimation".
    /// </remarks>
    public static Tensor<T> MatrixExp<T>(Tensor<T> x) where T : unmanaged, IFloatingPointIeee754<T>
    {
        MatrixShape.RequireSquare("matrix_exp", x);
        return General.Apply(default(MatrixExpRule), x);
    }
}

internal readonly record struct MatrixExpRule : IGeneral
{
    public Tensor<T> Forward<T>(Tensor<T> x) where T : unmanaged, IFloatingPointIeee754<T>
    {
        var y = Tensor<T>.Uninitialized(x.Shape);
        if (y.Length > 0) Launch.Run(new MatrixExpCall<T>(MatrixShape.Count(x.Shape), x.Shape[^1]), x.Contiguous(), y);
        return y;
    }

    public Tensor<T> Vjp<T>(Tensor<T> g, Tensor<T> x, Tensor<T> y) where T : unmanaged, IFloatingPointIeee754<T> => General2.Apply(default(MatrixExpChangeRule), x.Transpose(), g);

    public Tensor<T> Jvp<T>(Tensor<T> t, Tensor<T> x, Tensor<T> y) where T : unmanaged, IFloatingPointIeee754<T> => General2.Apply(default(MatrixExpChangeRule), x, t);
}

/// <summary>L(a, e), the derivative of the exponential at a in the direction e.</summary>
internal readonly record struct MatrixExpChangeRule : IGeneral2
{
    public Tensor<T> Forward<T>(Tensor<T> a, Tensor<T> e) where T : unmanaged, IFloatingPointIeee754<T>
    {
        var y = Tensor<T>.Uninitialized(a.Shape);
        if (y.Length > 0) Launch.Run(new MatrixExpChangeCall<T>(MatrixShape.Count(a.Shape), a.Shape[^1]), a.Contiguous(), MatrixShape.Fill(e, MatrixShape.Batch(a.Shape)), y);
        return y;
    }

    public Tensor<T> VjpA<T>(Tensor<T> g, Tensor<T> a, Tensor<T> e, Tensor<T> y) where T : unmanaged, IFloatingPointIeee754<T>
    {
        // L is the corner of the exponential of [a e; 0 a]; a has the adjoints of both its places there.
        var n = a.Shape[^1];
        var adjoint = General2.Apply(this, Block(a, e).Transpose(), Corner(g));
        return Tensor.Add(Part(adjoint, 0, 0, n), Part(adjoint, n, n, n));
    }

    public Tensor<T> VjpB<T>(Tensor<T> g, Tensor<T> a, Tensor<T> e, Tensor<T> y) where T : unmanaged, IFloatingPointIeee754<T> => General2.Apply(this, a.Transpose(), g);

    public Tensor<T> JvpA<T>(Tensor<T> t, Tensor<T> a, Tensor<T> e, Tensor<T> y) where T : unmanaged, IFloatingPointIeee754<T>
        => Part(General2.Apply(this, Block(a, e), Block(t, null)), 0, a.Shape[^1], a.Shape[^1]);

    public Tensor<T> JvpB<T>(Tensor<T> t, Tensor<T> a, Tensor<T> e, Tensor<T> y) where T : unmanaged, IFloatingPointIeee754<T> => General2.Apply(this, a, t);

    /// <summary>[a e; 0 a].</summary>
    private static Tensor<T> Block<T>(Tensor<T> a, Tensor<T>? e) where T : unmanaged, IFloatingPointIeee754<T>
    {
        var zero = Tensor.Zeros<T>(a.Shape);
        return Tensor.Concat([Tensor.Concat([a, e ?? zero], -1), Tensor.Concat([zero, a], -1)], -2);
    }

    /// <summary>[0 x; 0 0].</summary>
    private static Tensor<T> Corner<T>(Tensor<T> x) where T : unmanaged, IFloatingPointIeee754<T>
    {
        var padding = new (int, int)[x.Rank];
        (padding[^2], padding[^1]) = ((0, x.Shape[^1]), (x.Shape[^1], 0));
        return Tensor.Pad(x, padding);
    }

    private static Tensor<T> Part<T>(Tensor<T> x, int row, int column, int n) where T : unmanaged, IFloatingPointIeee754<T> => x.Narrow(-2, row, n).Narrow(-1, column, n);
}

/// <summary>The exponentials of a batch.</summary>
internal readonly record struct MatrixExpCall<T>(int Count, int Rows) : ICall where T : unmanaged, IFloatingPointIeee754<T>
{
    public void Run(in Buffers buffers) => MatrixExponential<T>.Exp(buffers.Span<T>(0, Count * Rows * Rows), buffers.Span<T>(1, Count * Rows * Rows), Count, Rows);
}

/// <summary>The derivatives of the exponentials of a batch.</summary>
internal readonly record struct MatrixExpChangeCall<T>(int Count, int Rows) : ICall where T : unmanaged, IFloatingPointIeee754<T>
{
    public void Run(in Buffers buffers)
        => MatrixExponential<T>.Derivative(buffers.Span<T>(0, Count * Rows * Rows), buffers.Span<T>(1, Count * Rows * Rows), buffers.Span<T>(2, Count * Rows * Rows), Count, Rows);
}
