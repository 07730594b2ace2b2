namespace AutoDiff;

public abstract partial class Tensor
{
    /// <summary>The reduced decomposition x = Q R with orthonormal columns and an upper triangle.</summary>
    /// <param name="x">Shape [..., m, n]; k = min(m, n).</param>
    /// <returns>Q of shape [..., m, k]; R of shape [..., k, n], whose diagonal is not negative.</returns>
    /// <exception cref="ShapeException">There are fewer than two axes.</exception>
    /// <exception cref="MatrixException">Only in derivatives: the first k columns of a matrix are linearly dependent, a diagonal entry of R being exactly 0.</exception>
    /// <remarks>
    /// <para>vjp: x̄ = (Q̄ + Q copyltu(R R̄ᵀ - Q̄ᵀ Q)) R⁻ᵀ, where copyltu mirrors the lower triangle. A wide matrix is split into its first m columns
    /// and the rest, whose part of R is Qᵀ times it.</para>
    /// <para>Source: Walter and Lehmann 2018, "Algorithmic differentiation of linear algebra functions with application in optimum experimental design".</para>
    /// </remarks>
    public static (Tensor<T> Q, Tensor<T> R) Qr<T>(Tensor<T> x) where T : unmanaged, IFloatingPointIeee754<T>
    {
        MatrixShape.Require("qr", x);
        var (m, n) = (x.Shape[^2], x.Shape[^1]);
        if (m >= n) return QrFactors.Of(x);
        var (q, left) = QrFactors.Of(x.Narrow(-1, 0, m));
        return (q, Concat([left, MatMul(q.Transpose(), x.Narrow(-1, m, n - m))], -1));
    }
}

/// <summary>The factors Q and R of a tensor, as they are recorded.</summary>
internal sealed class QrFactors(Tensor q, Tensor r)
{
    private Tensor _q = q;
    private Tensor _r = r;

    /// <summary>Both factors, recorded where x is tracked.</summary>
    public static (Tensor<T> Q, Tensor<T> R) Of<T>(Tensor<T> x) where T : unmanaged, IFloatingPointIeee754<T>
    {
        var (q, r) = Result.Compute(x, Compute);
        var both = new QrFactors(q, r);
        both._q = q = Result.Record(new OrthogonalFactorRule(both), x, q);
        both._r = r = Result.Record(new TriangularFactorRule(both), x, r);
        return (q, r);
    }

    /// <summary>The factors of matrices that are not wide: new tensors, unrecorded.</summary>
    public static (Tensor<T> Q, Tensor<T> R) Compute<T>(Tensor<T> x) where T : unmanaged, IFloatingPointIeee754<T>
    {
        var q = Tensor<T>.Uninitialized(x.Shape);
        var r = Tensor<T>.Uninitialized([.. MatrixShape.Batch(x.Shape).Axes, x.Shape[^1], x.Shape[^1]]);
        if (r.Length > 0) Launch.Run(new QrCall<T>(x.Shape), x.Contiguous(), q, r);
        return (q, r);
    }

    /// <summary>Q and R.</summary>
    public (Tensor<T> Q, Tensor<T> R) Parts<T>() where T : unmanaged => ((Tensor<T>)_q, (Tensor<T>)_r);

    /// <summary>x R⁻¹, or x R⁻ᵀ.</summary>
    public Tensor<T> OverR<T>(Tensor<T> x, bool transpose) where T : unmanaged, IFloatingPointIeee754<T>
        => LinearSystem.Apply(new TriangularSolveRule("qr", IsUpper: true, IsUnit: false, IsTransposed: !transpose), (Tensor<T>)_r, x.Transpose()).Transpose();

    /// <summary>ẋ R⁻¹, and the part of Qᵀ ẋ R⁻¹ by which Q turns within its columns: antisymmetric, with the lower triangle of that matrix.</summary>
    public (Tensor<T> Change, Tensor<T> Whole, Tensor<T> Turn) Turn<T>(Tensor<T> t) where T : unmanaged, IFloatingPointIeee754<T>
    {
        var change = OverR(t, transpose: false);
        var whole = Tensor.MatMul(((Tensor<T>)_q).Transpose(), change);
        var lower = whole.Tril(-1);
        return (change, whole, Tensor.Sub(lower, lower.Transpose()));
    }
}

internal readonly record struct OrthogonalFactorRule(QrFactors Both) : IResult
{
    public Tensor<T> Vjp<T>(Tensor<T> g, Tensor<T> x) where T : unmanaged, IFloatingPointIeee754<T>
    {
        var (q, _) = Both.Parts<T>();
        return Both.OverR(Tensor.Sub(g, Tensor.MatMul(q, Halves.Mirrored(Tensor.MatMul(g.Transpose(), q)))), transpose: true);
    }

    public Tensor<T> Jvp<T>(Tensor<T> t, Tensor<T> x) where T : unmanaged, IFloatingPointIeee754<T>
    {
        var (q, _) = Both.Parts<T>();
        var (change, whole, turn) = Both.Turn(t);
        return Tensor.Add(change, Tensor.MatMul(q, Tensor.Sub(turn, whole)));
    }
}

internal readonly record struct TriangularFactorRule(QrFactors Both) : IResult
{
    public Tensor<T> Vjp<T>(Tensor<T> g, Tensor<T> x) where T : unmanaged, IFloatingPointIeee754<T>
    {
        var (q, r) = Both.Parts<T>();
        return Both.OverR(Tensor.MatMul(q, Halves.Mirrored(Tensor.MatMul(r, g.Transpose()))), transpose: true);
    }

    public Tensor<T> Jvp<T>(Tensor<T> t, Tensor<T> x) where T : unmanaged, IFloatingPointIeee754<T>
    {
        var (_, r) = Both.Parts<T>();
        var (_, whole, turn) = Both.Turn(t);
        return Tensor.MatMul(Tensor.Sub(whole, turn), r).Triu();
    }
}

/// <summary>The factors of a batch of matrices that are not wide.</summary>
internal readonly record struct QrCall<T>(Shape Shape) : ICall where T : unmanaged, IFloatingPointIeee754<T>
{
    public void Run(in Buffers buffers)
    {
        var (count, n) = (MatrixShape.Count(Shape), Shape[^1]);
        Qr<T>.Factor(buffers.Span<T>(0, Shape.Size), buffers.Span<T>(1, Shape.Size), buffers.Span<T>(2, count * n * n), count, Shape[^2], n);
    }
}
