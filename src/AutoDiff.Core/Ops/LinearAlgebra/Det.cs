namespace AutoDiff;

public abstract partial class Tensor
{
    /// <summary>The determinant of square matrices.</summary>
    /// <param name="x">Shape [..., n, n].</param>
    /// <returns>Shape [...]; 1 for matrices without rows. It over- and underflows where the product of the pivots does; see <see cref="SlogDet"/>.</returns>
    /// <exception cref="ShapeException">The matrices are not square.</exception>
    /// <exception cref="MatrixException">Only in derivatives from the third order on: a matrix is singular.</exception>
    /// <remarks>
    /// vjp: x̄ = ȳ C with the matrix C of cofactors. It exists at singular matrices too, and so does its derivative; both are computed without
    /// dividing by a pivot, from a decomposition with complete pivoting. From the third order on the formula C = det(x) x⁻ᵀ is differentiated.
    /// Source: Giles 2008, "Collected matrix derivative results"; Magnus and Neudecker, "Matrix differential calculus", section 8.
    /// </remarks>
    public static Tensor<T> Det<T>(Tensor<T> x) where T : unmanaged, IFloatingPointIeee754<T>
    {
        MatrixShape.RequireSquare("det", x);
        return General.Apply(default(DetRule), x);
    }
}

internal readonly record struct DetRule : IGeneral
{
    public Tensor<T> Forward<T>(Tensor<T> x) where T : unmanaged, IFloatingPointIeee754<T> => LuFactors.Of("det", x, refusesSingular: false).Determinant<T>();

    public Tensor<T> Vjp<T>(Tensor<T> g, Tensor<T> x, Tensor<T> y) where T : unmanaged, IFloatingPointIeee754<T>
        => Tensor.Mul(g.Unsqueeze(-1).Unsqueeze(-1), General.Apply(default(CofactorsRule), x));

    public Tensor<T> Jvp<T>(Tensor<T> t, Tensor<T> x, Tensor<T> y) where T : unmanaged, IFloatingPointIeee754<T>
        => Tensor.Sum(Tensor.Mul(t, General.Apply(default(CofactorsRule), x)), [-2, -1]);
}

/// <summary>The matrix C of cofactors of x, the gradient of its determinant. Its derivative, the second one of the determinant, is symmetric.</summary>
internal readonly record struct CofactorsRule : IGeneral
{
    public Tensor<T> Forward<T>(Tensor<T> x) where T : unmanaged, IFloatingPointIeee754<T>
    {
        var y = Tensor<T>.Uninitialized(x.Shape);
        if (y.Length > 0) Launch.Run(new CofactorsCall<T>(MatrixShape.Count(x.Shape), x.Shape[^1]), x.Contiguous(), y);
        return y;
    }

    public Tensor<T> Vjp<T>(Tensor<T> g, Tensor<T> x, Tensor<T> y) where T : unmanaged, IFloatingPointIeee754<T> => General2.Apply(default(CofactorChangeRule), x, g);

    public Tensor<T> Jvp<T>(Tensor<T> t, Tensor<T> x, Tensor<T> y) where T : unmanaged, IFloatingPointIeee754<T> => General2.Apply(default(CofactorChangeRule), x, t);
}

/// <summary>The derivative of the cofactors of a in the direction e.</summary>
internal readonly record struct CofactorChangeRule : IGeneral2
{
    public Tensor<T> Forward<T>(Tensor<T> a, Tensor<T> e) where T : unmanaged, IFloatingPointIeee754<T>
    {
        var y = Tensor<T>.Uninitialized(a.Shape);
        if (y.Length > 0) Launch.Run(new CofactorChangeCall<T>(MatrixShape.Count(a.Shape), a.Shape[^1]), a.Contiguous(), MatrixShape.Fill(e, MatrixShape.Batch(a.Shape)), y);
        return y;
    }

    public Tensor<T> VjpA<T>(Tensor<T> g, Tensor<T> a, Tensor<T> e, Tensor<T> y) where T : unmanaged, IFloatingPointIeee754<T> => Third(a, e, g);

    public Tensor<T> VjpB<T>(Tensor<T> g, Tensor<T> a, Tensor<T> e, Tensor<T> y) where T : unmanaged, IFloatingPointIeee754<T> => General2.Apply(this, a, g);

    public Tensor<T> JvpA<T>(Tensor<T> t, Tensor<T> a, Tensor<T> e, Tensor<T> y) where T : unmanaged, IFloatingPointIeee754<T> => Third(a, e, t);

    public Tensor<T> JvpB<T>(Tensor<T> t, Tensor<T> a, Tensor<T> e, Tensor<T> y) where T : unmanaged, IFloatingPointIeee754<T> => General2.Apply(this, a, t);

    /// <summary>The third derivative of det a in the directions e and f: with P = a⁻¹ e and Q = a⁻¹ f, det a ([(tr P tr Q - tr P Q) I - tr(P) Q - tr(Q) P + P Q + Q P] a⁻¹)ᵀ.</summary>
    private static Tensor<T> Third<T>(Tensor<T> a, Tensor<T> e, Tensor<T> f) where T : unmanaged, IFloatingPointIeee754<T>
    {
        var x = Tensor.Inverse(a);
        var (p, q) = (Tensor.MatMul(x, e), Tensor.MatMul(x, f));
        var (pq, qp) = (Tensor.MatMul(p, q), Tensor.MatMul(q, p));
        var (trp, trq, trpq) = (Trace(p), Trace(q), Trace(pq));
        var inner = (trp * trq - trpq) * Tensor.Eye<T>(a.Shape[^1]) - trp * q - trq * p + pq + qp;
        return Tensor.Det(a).Unsqueeze(-1).Unsqueeze(-1) * Tensor.MatMul(inner, x).Transpose();
    }

    private static Tensor<T> Trace<T>(Tensor<T> x) where T : unmanaged, IFloatingPointIeee754<T> => Tensor.Trace(x).Unsqueeze(-1).Unsqueeze(-1);
}

/// <summary>The cofactors of a batch.</summary>
internal readonly record struct CofactorsCall<T>(int Count, int Rows) : ICall where T : unmanaged, IFloatingPointIeee754<T>
{
    public void Run(in Buffers buffers) => Cofactors<T>.Matrix(buffers.Span<T>(0, Count * Rows * Rows), buffers.Span<T>(1, Count * Rows * Rows), Count, Rows);
}

/// <summary>The derivatives of the cofactors of a batch.</summary>
internal readonly record struct CofactorChangeCall<T>(int Count, int Rows) : ICall where T : unmanaged, IFloatingPointIeee754<T>
{
    public void Run(in Buffers buffers)
        => Cofactors<T>.Derivative(buffers.Span<T>(0, Count * Rows * Rows), buffers.Span<T>(1, Count * Rows * Rows), buffers.Span<T>(2, Count * Rows * Rows), Count, Rows);
}
