namespace AutoDiff;

public abstract partial class Tensor
{
    /// <summary>The lower Cholesky factor of symmetric, positive definite matrices: x = L Lᵀ.</summary>
    /// <param name="x">Shape [..., n, n]. Only the symmetric part (x + xᵀ)/2 counts, so the gradient is symmetric.</param>
    /// <returns>Shape [..., n, n], zeros above the diagonal, a positive diagonal. NaN where x has NaN.</returns>
    /// <exception cref="ShapeException">The matrices are not square.</exception>
    /// <exception cref="MatrixException">A matrix is not positive definite; the message says which.</exception>
    /// <remarks>
    /// vjp: x̄ = sym(L⁻ᵀ Φ(Lᵀ L̄) L⁻¹), where Φ takes the lower triangle with half its diagonal; jvp: L̇ = L Φ(L⁻¹ ẋ L⁻ᵀ).
    /// Source: Murray 2016, "Differentiation of the Cholesky decomposition".
    /// </remarks>
    public static Tensor<T> Cholesky<T>(Tensor<T> x) where T : unmanaged, IFloatingPointIeee754<T>
    {
        MatrixShape.RequireSquare("cholesky", x);
        return General.Apply(new CholeskyRule("cholesky"), x);
    }
}

/// <param name="Caller">The operation that wants the factor, for the message.</param>
internal readonly record struct CholeskyRule(string Caller) : IGeneral
{
    public Tensor<T> Forward<T>(Tensor<T> x) where T : unmanaged, IFloatingPointIeee754<T>
    {
        var l = Tensor<T>.Uninitialized(x.Shape);
        if (l.Length > 0) Launch.Run(new CholeskyCall<T>(Caller, x.Shape), x.Contiguous(), l);
        return l;
    }

    public Tensor<T> Vjp<T>(Tensor<T> g, Tensor<T> x, Tensor<T> y) where T : unmanaged, IFloatingPointIeee754<T>
        => Halves.Symmetric(Congruent(y, Halves.Lower(Tensor.MatMul(y.Transpose(), g)), transpose: true));

    public Tensor<T> Jvp<T>(Tensor<T> t, Tensor<T> x, Tensor<T> y) where T : unmanaged, IFloatingPointIeee754<T>
        => Tensor.MatMul(y, Halves.Lower(Congruent(y, Halves.Symmetric(t), transpose: false)));

    /// <summary>L⁻¹ x L⁻ᵀ, or L⁻ᵀ x L⁻¹.</summary>
    private static Tensor<T> Congruent<T>(Tensor<T> l, Tensor<T> x, bool transpose) where T : unmanaged, IFloatingPointIeee754<T>
        => Tensor.TriangularSolve(l, Tensor.TriangularSolve(l, x, transpose: transpose).Transpose(), transpose: transpose).Transpose();
}

/// <summary>The Cholesky factors of a batch.</summary>
internal readonly record struct CholeskyCall<T>(string Caller, Shape Shape) : ICall where T : unmanaged, IFloatingPointIeee754<T>
{
    public void Run(in Buffers buffers)
    {
        var failures = Cholesky<T>.Factor(buffers.Span<T>(0, Shape.Size), buffers.Span<T>(1, Shape.Size), MatrixShape.Count(Shape), Shape[^1]);
        if (failures.Any)
        {
            throw MatrixException.For(
                Caller, Shape, failures.Matrix, $"is not positive definite (its leading minor of order {failures.Place + 1} is not positive); add a multiple of the identity, or use Eigh.");
        }
    }
}
