namespace AutoDiff;

public abstract partial class Tensor
{
    /// <summary>The y that makes ‖a y - b‖ smallest, column by column.</summary>
    /// <param name="a">Shape [..., m, n], m ≥ n, of full column rank.</param>
    /// <param name="b">Shape [..., m, k], or a vector [m].</param>
    /// <returns>Shape [..., n, k], or [..., n] for a vector; batches broadcast. NaN where an input has NaN.</returns>
    /// <exception cref="ShapeException">a is wide, or the rows or batches do not fit.</exception>
    /// <exception cref="MatrixException">The columns of a matrix are linearly dependent to working precision: a diagonal entry of R is at most m ε times the largest; the message says which.</exception>
    /// <remarks>
    /// By the decomposition a = Q R. With z = (aᵀa)⁻¹ ȳ and the residual r = b - a y, vjp: b̄ = a z, ā = r zᵀ - a z yᵀ.
    /// Source: Golub and Pereyra 1973, "The differentiation of pseudo-inverses and nonlinear least squares problems whose variables separate".
    /// </remarks>
    public static Tensor<T> LeastSquares<T>(Tensor<T> a, Tensor<T> b) where T : unmanaged, IFloatingPointIeee754<T>
    {
        MatrixShape.Require("least_squares", a);
        var side = MatrixShape.RightSide("least_squares", a, b);
        if (a.Shape[^2] < a.Shape[^1])
            throw new ShapeException($"least_squares: at least as many rows as columns are required, got shape {a.Shape}; for the shortest of many solutions multiply by PseudoInverse.");
        var (q, r) = Result.Compute(a, static a =>
        {
            var (q, r) = QrFactors.Compute(a.Untracked());
            if (r.Length > 0) Launch.Run(new FullRankCall<T>("least_squares", a.Shape), r);
            return (q, r);
        });
        var y = General2.Apply(new LeastSquaresRule(q, r), a, side);
        return b.Rank == 1 ? y.Squeeze(-1) : y;
    }
}

/// <summary>y = R⁻¹ Qᵀ b.</summary>
/// <param name="Q">The orthogonal factor of a.</param>
/// <param name="R">The triangular factor of a.</param>
internal readonly record struct LeastSquaresRule(Tensor Q, Tensor R) : IGeneral2
{
    public Tensor<T> Forward<T>(Tensor<T> a, Tensor<T> b) where T : unmanaged, IFloatingPointIeee754<T>
        => Tensor.TriangularSolve((Tensor<T>)R, Tensor.MatMul(((Tensor<T>)Q).Transpose(), b.Untracked()), upper: true);

    public Tensor<T> VjpA<T>(Tensor<T> g, Tensor<T> a, Tensor<T> b, Tensor<T> y) where T : unmanaged, IFloatingPointIeee754<T>
    {
        var z = Normal(a, g);
        var residual = Tensor.Sub(b, Tensor.MatMul(a, y));
        return Tensor.Sub(Tensor.MatMul(residual, z.Transpose()), Tensor.MatMul(Tensor.MatMul(a, z), y.Transpose()));
    }

    public Tensor<T> VjpB<T>(Tensor<T> g, Tensor<T> a, Tensor<T> b, Tensor<T> y) where T : unmanaged, IFloatingPointIeee754<T> => Tensor.MatMul(a, Normal(a, g));

    public Tensor<T> JvpA<T>(Tensor<T> t, Tensor<T> a, Tensor<T> b, Tensor<T> y) where T : unmanaged, IFloatingPointIeee754<T>
    {
        var residual = Tensor.Sub(b, Tensor.MatMul(a, y));
        return Tensor.Sub(Normal(a, Tensor.MatMul(t.Transpose(), residual)), General2.Apply(this, a, Tensor.MatMul(t, y)));
    }

    public Tensor<T> JvpB<T>(Tensor<T> t, Tensor<T> a, Tensor<T> b, Tensor<T> y) where T : unmanaged, IFloatingPointIeee754<T> => General2.Apply(this, a, t);

    /// <summary>(aᵀ a)⁻¹ x.</summary>
    private Tensor<T> Normal<T>(Tensor<T> a, Tensor<T> x) where T : unmanaged, IFloatingPointIeee754<T> => LinearSystem.Apply(new NormalEquationsRule(R), a, x);
}

/// <summary>aᵀ a y = b by the triangular factor of a, without forming aᵀ a.</summary>
internal readonly record struct NormalEquationsRule(Tensor R) : ILinearSystem
{
    public Tensor<T> Forward<T>(Tensor<T> a, Tensor<T> b) where T : unmanaged, IFloatingPointIeee754<T>
        => Tensor.TriangularSolve((Tensor<T>)R, Tensor.TriangularSolve((Tensor<T>)R, b.Untracked(), upper: true, transpose: true), upper: true);

    public Tensor<T> AdjointB<T>(Tensor<T> g, Tensor<T> a) where T : unmanaged, IFloatingPointIeee754<T> => LinearSystem.Apply(this, a, g);

    public Tensor<T> AdjointA<T>(Tensor<T> u, Tensor<T> a, Tensor<T> y) where T : unmanaged, IFloatingPointIeee754<T>
    {
        var both = Tensor.MatMul(y, u.Transpose());
        return Tensor.Neg(Tensor.MatMul(a, Tensor.Add(both, both.Transpose())));
    }

    public Tensor<T> Change<T>(Tensor<T> t, Tensor<T> a, Tensor<T> y) where T : unmanaged, IFloatingPointIeee754<T>
        => Tensor.Add(Tensor.MatMul(t.Transpose(), Tensor.MatMul(a, y)), Tensor.MatMul(a.Transpose(), Tensor.MatMul(t, y)));
}

/// <summary>Refuses a batch in which a triangular factor shows linearly dependent columns.</summary>
/// <param name="Op">The operation that refuses.</param>
/// <param name="Shape">The shape of the matrices that were decomposed.</param>
internal readonly record struct FullRankCall<T>(string Op, Shape Shape) : ICall where T : unmanaged, IFloatingPointIeee754<T>
{
    public void Run(in Buffers buffers)
    {
        var (count, m, n) = (MatrixShape.Count(Shape), Shape[^2], Shape[^1]);
        var failures = Qr<T>.RankDeficient(buffers.Span<T>(0, count * n * n), count, m, n);
        if (failures.Any)
            throw MatrixException.For(Op, Shape, failures.Matrix, $"does not have full column rank (column {failures.Place} depends on those before); multiply by PseudoInverse instead.");
    }
}
