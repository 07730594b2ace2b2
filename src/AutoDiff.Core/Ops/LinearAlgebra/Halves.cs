namespace AutoDiff;

/// <summary>Halves of square matrices, for derivatives of symmetric and triangular ones.</summary>
internal static class Halves
{
    /// <summary>The symmetric part (x + xᵀ)/2.</summary>
    public static Tensor<T> Symmetric<T>(Tensor<T> x) where T : unmanaged, IFloatingPointIeee754<T> => Tensor.Mul(Tensor.Add(x, x.Transpose()), 0.5);

    /// <summary>The lower triangle with half its diagonal: it and its transpose make a symmetric matrix whole.</summary>
    public static Tensor<T> Lower<T>(Tensor<T> x) where T : unmanaged, IFloatingPointIeee754<T> => Tensor.Mul(Tensor.Add(x.Tril(), x.Tril(-1)), 0.5);

    /// <summary>The lower triangle mirrored at the diagonal.</summary>
    public static Tensor<T> Mirrored<T>(Tensor<T> x) where T : unmanaged, IFloatingPointIeee754<T> => Tensor.Add(x.Tril(), x.Tril(-1).Transpose());
}
