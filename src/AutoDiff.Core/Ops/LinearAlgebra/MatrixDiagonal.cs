namespace AutoDiff;

/// <summary>The diagonal of each matrix.</summary>
internal static class MatrixDiagonal
{
    /// <summary>[..., m, n] → [..., min(m, n)]; a view.</summary>
    public static Tensor<T> Of<T>(Tensor<T> x) where T : unmanaged => Part.Apply(default(MatrixDiagonalRule), x);

    /// <summary>[..., n] → [..., n, n] with x on the diagonals and 0 elsewhere.</summary>
    public static Tensor<T> Embed<T>(Tensor<T> x) where T : unmanaged, IFloatingPointIeee754<T>
        => Linear.Apply(new PlaceRule<MatrixDiagonalRule>(default, [.. x.Shape.Axes, x.Shape[^1]]), x);
}

/// <summary>The elements whose last two indices are equal.</summary>
internal readonly record struct MatrixDiagonalRule : IPart
{
    public Tensor<T> View<T>(Tensor<T> x) where T : unmanaged
    {
        var (axes, strides) = (x.Shape.ToArray(), x.Strides);
        return x.View([.. axes[..^2], Math.Min(axes[^2], axes[^1])], x.Offset, [.. strides[..^2], strides[^2] + strides[^1]]);
    }
}
