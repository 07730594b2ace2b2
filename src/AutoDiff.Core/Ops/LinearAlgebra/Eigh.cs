namespace AutoDiff;

public abstract partial class Tensor
{
    /// <summary>Eigenvalues and eigenvectors of symmetric matrices: x = V diag(w) Vᵀ.</summary>
    /// <param name="x">Shape [..., n, n]. Only the symmetric part (x + xᵀ)/2 counts, so gradients are symmetric.</param>
    /// <returns>
    /// The eigenvalues w, ascending, shape [..., n]; orthonormal eigenvectors V as columns, shape [..., n, n], the entry of largest magnitude
    /// of each positive. NaN where a matrix is not finite.
    /// </returns>
    /// <exception cref="ShapeException">The matrices are not square.</exception>
    /// <remarks>
    /// <para>vjp: x̄ = V (diag(w̄) + sym(F ∘ Vᵀ V̄)) Vᵀ with Fᵢⱼ = 1 / (wⱼ - wᵢ); the signs of the vectors count as constant.</para>
    /// <para>At repeated eigenvalues the vectors have no derivative. The gradient of w is then that of one of the choices of V, which is right for
    /// functions that treat the repeated values alike; through V only what is exactly zero stays zero, and anything else becomes infinite or NaN.</para>
    /// <para>Source: Giles 2008, "Collected matrix derivative results for forward and reverse mode algorithmic differentiation".</para>
    /// </remarks>
    public static (Tensor<T> Values, Tensor<T> Vectors) Eigh<T>(Tensor<T> x) where T : unmanaged, IFloatingPointIeee754<T>
    {
        MatrixShape.RequireSquare("eigh", x);
        return SymmetricEigenvalues.Of("eigh", x);
    }

    /// <summary>The eigenvalues of symmetric matrices, ascending.</summary>
    /// <param name="x">Shape [..., n, n]. Only the symmetric part (x + xᵀ)/2 counts, so the gradient is symmetric.</param>
    /// <returns>Shape [..., n]. NaN where a matrix is not finite.</returns>
    /// <exception cref="ShapeException">The matrices are not square.</exception>
    /// <remarks>The derivative is that of <see cref="Eigh"/>. The eigenvectors are computed only where x is tracked.</remarks>
    public static Tensor<T> Eigvalsh<T>(Tensor<T> x) where T : unmanaged, IFloatingPointIeee754<T>
    {
        MatrixShape.RequireSquare("eigvalsh", x);
        return Tape.Recorder(x) is null ? SymmetricEigenvalues.Compute("eigvalsh", x, withVectors: false).Values : SymmetricEigenvalues.Of("eigvalsh", x).Values;
    }
}

/// <summary>The eigenvalues and eigenvectors of a tensor, as they are recorded.</summary>
internal sealed class SymmetricEigenvalues(Tensor values, Tensor vectors)
{
    private Tensor _values = values;
    private Tensor _vectors = vectors;

    /// <summary>Both results, recorded where x is tracked.</summary>
    public static (Tensor<T> Values, Tensor<T> Vectors) Of<T>(string op, Tensor<T> x) where T : unmanaged, IFloatingPointIeee754<T>
    {
        var (w, v) = Result.Compute(x, x => Compute(op, x, withVectors: true));
        var both = new SymmetricEigenvalues(w, v!);
        both._values = w = Result.Record(new EigenvaluesRule(both), x, w);
        both._vectors = v = Result.Record(new EigenvectorsRule(both), x, v!);
        return (w, v);
    }

    /// <summary>The values, and the vectors if they are wanted: new tensors, unrecorded.</summary>
    public static (Tensor<T> Values, Tensor<T>? Vectors) Compute<T>(string op, Tensor<T> x, bool withVectors) where T : unmanaged, IFloatingPointIeee754<T>
    {
        var w = Tensor<T>.Uninitialized(x.Shape.ToArray()[..^1]);
        var v = withVectors ? Tensor<T>.Uninitialized(x.Shape) : null;
        if (x.Length == 0) return (w, v);
        if (v is null) Launch.Run(new EighCall<T>(op, x.Shape, false), x.Contiguous(), w);
        else Launch.Run(new EighCall<T>(op, x.Shape, true), x.Contiguous(), w, v);
        return (w, v);
    }

    /// <summary>The eigenvalues.</summary>
    public Tensor<T> Values<T>() where T : unmanaged => (Tensor<T>)_values;

    /// <summary>The eigenvectors.</summary>
    public Tensor<T> Vectors<T>() where T : unmanaged => (Tensor<T>)_vectors;
}

internal readonly record struct EigenvaluesRule(SymmetricEigenvalues Both) : IResult
{
    public Tensor<T> Vjp<T>(Tensor<T> g, Tensor<T> x) where T : unmanaged, IFloatingPointIeee754<T>
    {
        var v = Both.Vectors<T>();
        return Tensor.MatMul(Tensor.Mul(v, g.Unsqueeze(-2)), v.Transpose());
    }

    public Tensor<T> Jvp<T>(Tensor<T> t, Tensor<T> x) where T : unmanaged, IFloatingPointIeee754<T>
    {
        var v = Both.Vectors<T>();
        return Tensor.Sum(Tensor.Mul(v, Tensor.MatMul(Halves.Symmetric(t), v)), -2);
    }
}

internal readonly record struct EigenvectorsRule(SymmetricEigenvalues Both) : IResult
{
    public Tensor<T> Vjp<T>(Tensor<T> g, Tensor<T> x) where T : unmanaged, IFloatingPointIeee754<T>
    {
        var v = Both.Vectors<T>();
        var m = Tensor.MatMul(v.Transpose(), g);

        // F is antisymmetric, so sym(F ∘ m) = F ∘ (m - mᵀ)/2.
        return Tensor.MatMul(Tensor.MatMul(v, OverGaps(Tensor.Mul(Tensor.Sub(m, m.Transpose()), 0.5))), v.Transpose());
    }

    public Tensor<T> Jvp<T>(Tensor<T> t, Tensor<T> x) where T : unmanaged, IFloatingPointIeee754<T>
    {
        var v = Both.Vectors<T>();
        var turned = Tensor.MatMul(Tensor.MatMul(v.Transpose(), Halves.Symmetric(t)), v);
        return Tensor.MatMul(v, Tensor.Sub(OverGaps(turned), turned.Diagonal().DiagEmbed()));
    }

    /// <summary>xᵢⱼ / (wⱼ - wᵢ), and xᵢᵢ on the diagonal; 0 where x is exactly 0.</summary>
    private Tensor<T> OverGaps<T>(Tensor<T> x) where T : unmanaged, IFloatingPointIeee754<T>
    {
        var w = Both.Values<T>();
        var gaps = Tensor.Add(Tensor.Sub(w.Unsqueeze(-2), w.Unsqueeze(-1)), Tensor.Eye<T>(w.Shape[^1]));
        return Elementwise.Map(default(TimesRule), x, Tensor.Reciprocal(gaps));
    }
}

/// <summary>The eigenvalues of a batch, and the eigenvectors if they are wanted.</summary>
internal readonly record struct EighCall<T>(string Op, Shape Shape, bool WithVectors) : ICall where T : unmanaged, IFloatingPointIeee754<T>
{
    public void Run(in Buffers buffers)
    {
        var (count, n) = (MatrixShape.Count(Shape), Shape[^1]);
        var failures = SymmetricEigen<T>.Decompose(buffers.Span<T>(0, Shape.Size), buffers.Span<T>(1, count * n), WithVectors ? buffers.Span<T>(2, Shape.Size) : default, count, n);
        if (failures.Any) throw MatrixException.For(Op, Shape, failures.Matrix, $"let the iteration for its eigenvalues go on for ever.");
    }
}
