namespace AutoDiff;

public abstract partial class Tensor
{
    /// <summary>The Moore-Penrose inverse of matrices.</summary>
    /// <param name="x">Shape [..., m, n].</param>
    /// <returns>Shape [..., n, m]. NaN where a matrix is not finite.</returns>
    /// <exception cref="ShapeException">There are fewer than two axes.</exception>
    /// <remarks>
    /// By singular values; those up to max(m, n) ε times the largest count as 0. The derivative is that within the matrices of the same rank:
    /// x̄ = -yᵀ ȳ yᵀ + (I - x y) ȳᵀ y yᵀ + yᵀ y ȳᵀ (I - y x). Where the rank changes there is none, and this one does not show it.
    /// Source: Golub and Pereyra 1973, "The differentiation of pseudo-inverses and nonlinear least squares problems whose variables separate".
    /// </remarks>
    public static Tensor<T> PseudoInverse<T>(Tensor<T> x) where T : unmanaged, IFloatingPointIeee754<T>
    {
        MatrixShape.Require("pseudo_inverse", x);
        return General.Apply(default(PseudoInverseRule), x);
    }
}

internal readonly record struct PseudoInverseRule : IGeneral
{
    public Tensor<T> Forward<T>(Tensor<T> x) where T : unmanaged, IFloatingPointIeee754<T>
    {
        if (x.Length == 0) return Tensor<T>.Uninitialized(x.Untracked().Transpose().Shape);
        var (u, s, vt) = SingularValues.Compute("pseudo_inverse", x, withVectors: true);
        var tolerance = Math.Max(x.Shape[^2], x.Shape[^1]) * double.CreateTruncating(T.BitIncrement(T.One) - T.One);
        var counts = Elementwise.Map(default(GreaterRule), s, Tensor.Mul(s.Narrow(-1, 0, 1), tolerance));
        var inverse = Elementwise.Map(default(TimesRule), counts, Tensor.Reciprocal(s));
        return Tensor.MatMul(Tensor.Mul(vt!.Transpose(), inverse.Unsqueeze(-2)), u!.Transpose());
    }

    public Tensor<T> Vjp<T>(Tensor<T> g, Tensor<T> x, Tensor<T> y) where T : unmanaged, IFloatingPointIeee754<T>
    {
        var (yt, gt) = (y.Transpose(), g.Transpose());
        var change = Tensor.Neg(Tensor.MatMul(Tensor.MatMul(yt, g), yt));
        var left = Tensor.MatMul(Tensor.MatMul(gt, y), yt);
        var right = Tensor.MatMul(yt, Tensor.MatMul(y, gt));
        return change + (left - Tensor.MatMul(x, Tensor.MatMul(y, left))) + (right - Tensor.MatMul(Tensor.MatMul(right, y), x));
    }

    public Tensor<T> Jvp<T>(Tensor<T> t, Tensor<T> x, Tensor<T> y) where T : unmanaged, IFloatingPointIeee754<T>
    {
        var (yt, tt) = (y.Transpose(), t.Transpose());
        var change = Tensor.Neg(Tensor.MatMul(Tensor.MatMul(y, t), y));
        var left = Tensor.MatMul(y, Tensor.MatMul(yt, tt));
        var right = Tensor.MatMul(Tensor.MatMul(tt, yt), y);
        return change + (left - Tensor.MatMul(Tensor.MatMul(left, x), y)) + (right - Tensor.MatMul(y, Tensor.MatMul(x, right)));
    }
}
