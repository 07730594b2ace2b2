namespace AutoDiff;

public abstract partial class Tensor
{
    /// <summary>The inverse of square matrices.</summary>
    /// <param name="x">Shape [..., n, n].</param>
    /// <returns>The shape of x. NaN where x has NaN.</returns>
    /// <exception cref="ShapeException">The matrices are not square.</exception>
    /// <exception cref="MatrixException">A matrix is singular: a pivot is exactly 0; the message says in which matrix.</exception>
    /// <remarks>
    /// To solve equations, <see cref="Solve"/> is faster and more accurate. vjp: x̄ = -yᵀ ȳ yᵀ; jvp: ẏ = -y ẋ y.
    /// Source: Giles 2008, "Collected matrix derivative results for forward and reverse mode algorithmic differentiation".
    /// </remarks>
    public static Tensor<T> Inverse<T>(Tensor<T> x) where T : unmanaged, IFloatingPointIeee754<T>
    {
        MatrixShape.RequireSquare("inverse", x);
        return General.Apply(default(InverseRule), x);
    }
}

internal readonly record struct InverseRule : IGeneral
{
    public Tensor<T> Forward<T>(Tensor<T> x) where T : unmanaged, IFloatingPointIeee754<T>
        => LuFactors.Of("inverse", x, refusesSingular: true).Solve("inverse", Tensor.Eye<T>(x.Shape[^1]), transpose: false);

    public Tensor<T> Vjp<T>(Tensor<T> g, Tensor<T> x, Tensor<T> y) where T : unmanaged, IFloatingPointIeee754<T>
        => Tensor.Neg(Tensor.MatMul(Tensor.MatMul(y.Transpose(), g), y.Transpose()));

    public Tensor<T> Jvp<T>(Tensor<T> t, Tensor<T> x, Tensor<T> y) where T : unmanaged, IFloatingPointIeee754<T>
        => Tensor.Neg(Tensor.MatMul(Tensor.MatMul(y, t), y));
}
