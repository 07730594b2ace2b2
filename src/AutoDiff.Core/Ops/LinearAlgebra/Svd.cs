namespace AutoDiff;

public abstract partial class Tensor
{
    /// <summary>The reduced singular value decomposition x = U diag(s) Vᵀ.</summary>
    /// <param name="x">Shape [..., m, n]; k = min(m, n).</param>
    /// <returns>
    /// U with orthonormal columns, shape [..., m, k], the entry of largest magnitude of each positive; the singular values s, descending, shape
    /// [..., k]; Vᵀ with orthonormal rows, shape [..., k, n]. NaN where a matrix is not finite.
    /// </returns>
    /// <exception cref="ShapeException">There are fewer than two axes.</exception>
    /// <remarks>
    /// <para>vjp: x̄ = U diag(s̄) Vᵀ + U (F ∘ (UᵀŪ - ŪᵀU)) S Vᵀ + U S (F ∘ (VᵀV̄ - V̄ᵀV)) Vᵀ + (I - U Uᵀ) Ū S⁻¹ Vᵀ + U S⁻¹ V̄ᵀ (I - V Vᵀ) with
    /// Fᵢⱼ = 1 / (sⱼ² - sᵢ²); the signs of the vectors count as constant.</para>
    /// <para>At repeated singular values the vectors have no derivative, nor have those that belong to a zero of a matrix that is not square.
    /// Through them only what is exactly zero stays zero, and anything else becomes infinite or NaN. The gradient of s is then that of one of
    /// the choices of U and V, which is right for functions that treat the repeated values alike. At s = 0 it is one of the subgradients of a
    /// norm.</para>
    /// <para>Source: Townsend 2016, "Differentiating the singular value decomposition".</para>
    /// </remarks>
    public static (Tensor<T> U, Tensor<T> S, Tensor<T> Vt) Svd<T>(Tensor<T> x) where T : unmanaged, IFloatingPointIeee754<T>
    {
        MatrixShape.Require("svd", x);
        return SingularValues.Of("svd", x);
    }

    /// <summary>The singular values of matrices, descending.</summary>
    /// <param name="x">Shape [..., m, n].</param>
    /// <returns>Shape [..., min(m, n)]. NaN where a matrix is not finite.</returns>
    /// <exception cref="ShapeException">There are fewer than two axes.</exception>
    /// <remarks>The derivative is that of <see cref="Svd"/>. The singular vectors are computed only where x is tracked.</remarks>
    public static Tensor<T> Svdvals<T>(Tensor<T> x) where T : unmanaged, IFloatingPointIeee754<T>
    {
        MatrixShape.Require("svdvals", x);
        return SingularValues.ValuesOf("svdvals", x);
    }
}

/// <summary>The singular value decomposition of a tensor, as its parts are recorded.</summary>
internal sealed class SingularValues(Tensor u, Tensor s, Tensor vt)
{
    private Tensor _u = u;
    private Tensor _s = s;
    private Tensor _vt = vt;

    /// <summary>The three results, recorded where x is tracked.</summary>
    public static (Tensor<T> U, Tensor<T> S, Tensor<T> Vt) Of<T>(string op, Tensor<T> x) where T : unmanaged, IFloatingPointIeee754<T>
    {
        var (u, s, vt) = Result.Compute(x, x => Compute(op, x, withVectors: true));
        var all = new SingularValues(u!, s, vt!);
        all._u = u = Result.Record(new LeftVectorsRule(all), x, u!);
        all._s = s = Result.Record(new SingularValuesRule(all), x, s);
        all._vt = vt = Result.Record(new RightVectorsRule(all), x, vt!);
        return (u, s, vt);
    }

    /// <summary>The values alone; recorded where x is tracked, with the vectors that their derivative wants.</summary>
    public static Tensor<T> ValuesOf<T>(string op, Tensor<T> x) where T : unmanaged, IFloatingPointIeee754<T>
        => Tape.Recorder(x) is null ? Compute(op, x, withVectors: false).S : Of(op, x).S;

    /// <summary>The values, and the vectors if they are wanted: new tensors, unrecorded.</summary>
    public static (Tensor<T>? U, Tensor<T> S, Tensor<T>? Vt) Compute<T>(string op, Tensor<T> x, bool withVectors) where T : unmanaged, IFloatingPointIeee754<T>
    {
        var (batch, m, n) = (MatrixShape.Batch(x.Shape), x.Shape[^2], x.Shape[^1]);
        var k = Math.Min(m, n);
        var s = Tensor<T>.Uninitialized([.. batch.Axes, k]);
        if (!withVectors)
        {
            if (x.Length > 0) Launch.Run(new SvdCall<T>(op, x.Shape, false), x.Contiguous(), s);
            return (null, s, null);
        }

        var (u, vt) = (Tensor<T>.Uninitialized([.. batch.Axes, m, k]), Tensor<T>.Uninitialized([.. batch.Axes, k, n]));
        if (x.Length > 0) Launch.Run(new SvdCall<T>(op, x.Shape, true), x.Contiguous(), s, u, vt);
        return (u, s, vt);
    }

    /// <summary>U, S and Vᵀ.</summary>
    public (Tensor<T> U, Tensor<T> S, Tensor<T> Vt) Parts<T>() where T : unmanaged => ((Tensor<T>)_u, (Tensor<T>)_s, (Tensor<T>)_vt);

    /// <summary>xᵢⱼ / (sⱼ² - sᵢ²), and xᵢᵢ on the diagonal; 0 where x is exactly 0.</summary>
    public Tensor<T> OverGaps<T>(Tensor<T> x) where T : unmanaged, IFloatingPointIeee754<T>
    {
        // The difference of squares as a product, which does not cancel.
        var s = (Tensor<T>)_s;
        var (columns, rows) = (s.Unsqueeze(-2), s.Unsqueeze(-1));
        var gaps = Tensor.Mul(Tensor.Sub(columns, rows), Tensor.Add(columns, rows));
        return Elementwise.Map(default(TimesRule), x, Tensor.Reciprocal(Tensor.Add(gaps, Tensor.Eye<T>(s.Shape[^1]))));
    }

    /// <summary>x with column j divided by sⱼ; 0 where x is exactly 0.</summary>
    public Tensor<T> OverValues<T>(Tensor<T> x) where T : unmanaged, IFloatingPointIeee754<T>
        => Elementwise.Map(default(TimesRule), x, Tensor.Reciprocal(((Tensor<T>)_s).Unsqueeze(-2)));
}

internal readonly record struct SingularValuesRule(SingularValues All) : IResult
{
    public Tensor<T> Vjp<T>(Tensor<T> g, Tensor<T> x) where T : unmanaged, IFloatingPointIeee754<T>
    {
        var (u, _, vt) = All.Parts<T>();
        return Tensor.MatMul(Tensor.Mul(u, g.Unsqueeze(-2)), vt);
    }

    public Tensor<T> Jvp<T>(Tensor<T> t, Tensor<T> x) where T : unmanaged, IFloatingPointIeee754<T>
    {
        var (u, _, vt) = All.Parts<T>();
        return Tensor.Sum(Tensor.Mul(u, Tensor.MatMul(t, vt.Transpose())), -2);
    }
}

internal readonly record struct LeftVectorsRule(SingularValues All) : IResult
{
    public Tensor<T> Vjp<T>(Tensor<T> g, Tensor<T> x) where T : unmanaged, IFloatingPointIeee754<T>
    {
        var (u, s, vt) = All.Parts<T>();
        var m = Tensor.MatMul(u.Transpose(), g);
        var left = Tensor.MatMul(u, Tensor.Mul(All.OverGaps(Tensor.Sub(m, m.Transpose())), s.Unsqueeze(-2)));
        if (u.Shape[^2] > u.Shape[^1]) left = Tensor.Add(left, All.OverValues(Tensor.Sub(g, Tensor.MatMul(u, m))));
        return Tensor.MatMul(left, vt);
    }

    public Tensor<T> Jvp<T>(Tensor<T> t, Tensor<T> x) where T : unmanaged, IFloatingPointIeee754<T>
    {
        var (u, s, vt) = All.Parts<T>();
        var right = Tensor.MatMul(t, vt.Transpose());
        var p = Tensor.MatMul(u.Transpose(), right);
        var scaled = Tensor.Mul(p, s.Unsqueeze(-2));
        var y = Tensor.MatMul(u, Singular.Turn(All, Tensor.Add(scaled, scaled.Transpose())));
        return u.Shape[^2] > u.Shape[^1] ? Tensor.Add(y, All.OverValues(Tensor.Sub(right, Tensor.MatMul(u, p)))) : y;
    }
}

/// <summary>Vᵀ, whose transpose V is to xᵀ what U is to x.</summary>
internal readonly record struct RightVectorsRule(SingularValues All) : IResult
{
    public Tensor<T> Vjp<T>(Tensor<T> g, Tensor<T> x) where T : unmanaged, IFloatingPointIeee754<T>
    {
        var (u, s, vt) = All.Parts<T>();
        var (v, gv) = (vt.Transpose(), g.Transpose());
        var m = Tensor.MatMul(vt, gv);
        var left = Tensor.MatMul(v, Tensor.Mul(All.OverGaps(Tensor.Sub(m, m.Transpose())), s.Unsqueeze(-2)));
        if (v.Shape[^2] > v.Shape[^1]) left = Tensor.Add(left, All.OverValues(Tensor.Sub(gv, Tensor.MatMul(v, m))));
        return Tensor.MatMul(u, left.Transpose());
    }

    public Tensor<T> Jvp<T>(Tensor<T> t, Tensor<T> x) where T : unmanaged, IFloatingPointIeee754<T>
    {
        var (u, s, vt) = All.Parts<T>();
        var v = vt.Transpose();
        var right = Tensor.MatMul(t.Transpose(), u);
        var p = Tensor.MatMul(vt, right);
        var scaled = Tensor.Mul(p, s.Unsqueeze(-2));
        var y = Tensor.MatMul(v, Singular.Turn(All, Tensor.Add(scaled, scaled.Transpose())));
        return (v.Shape[^2] > v.Shape[^1] ? Tensor.Add(y, All.OverValues(Tensor.Sub(right, Tensor.MatMul(v, p)))) : y).Transpose();
    }
}

/// <summary>How a basis of singular vectors turns.</summary>
internal static class Singular
{
    /// <summary>F ∘ x, with zeros on the diagonal: a basis turns within itself by an antisymmetric matrix.</summary>
    public static Tensor<T> Turn<T>(SingularValues all, Tensor<T> x) where T : unmanaged, IFloatingPointIeee754<T>
        => all.OverGaps(Tensor.Sub(x, x.Diagonal().DiagEmbed()));
}

/// <summary>The singular values of a batch, and the singular vectors if they are wanted.</summary>
internal readonly record struct SvdCall<T>(string Op, Shape Shape, bool WithVectors) : ICall where T : unmanaged, IFloatingPointIeee754<T>
{
    public void Run(in Buffers buffers)
    {
        var (count, m, n) = (MatrixShape.Count(Shape), Shape[^2], Shape[^1]);
        var k = Math.Min(m, n);
        var failures = Svd<T>.Decompose(
            buffers.Span<T>(0, Shape.Size), WithVectors ? buffers.Span<T>(2, count * m * k) : default, buffers.Span<T>(1, count * k),
            WithVectors ? buffers.Span<T>(3, count * k * n) : default, count, m, n);
        if (failures.Any) throw MatrixException.For(Op, Shape, failures.Matrix, "let the iteration for its singular values go on for ever.");
    }
}
