namespace AutoDiff;

/// <summary>Products of two matrices, unrecorded, either of them transposed without a copy or a view.</summary>
internal static class MatrixProduct
{
    /// <summary>a b, or with aᵀ or bᵀ in their place: a new tensor.</summary>
    public static Tensor<T> Of<T>(Tensor<T> a, bool transposeA, Tensor<T> b, bool transposeB) where T : unmanaged, IFloatingPointIeee754<T>
    {
        var y = Tensor<T>.Uninitialized([a.Shape[transposeA ? 1 : 0], b.Shape[transposeB ? 0 : 1]]);
        Run(a, transposeA, b, transposeB, y, accumulate: false);
        return y;
    }

    /// <summary>y += a b, or with aᵀ or bᵀ in their place; y is contiguous.</summary>
    public static void Add<T>(Tensor<T> a, bool transposeA, Tensor<T> b, bool transposeB, Tensor<T> y) where T : unmanaged, IFloatingPointIeee754<T>
        => Run(a, transposeA, b, transposeB, y, accumulate: true);

    private static void Run<T>(Tensor<T> a, bool transposeA, Tensor<T> b, bool transposeB, Tensor<T> y, bool accumulate) where T : unmanaged, IFloatingPointIeee754<T>
    {
        if (y.Length == 0) return;
        var (aRow, aColumn) = Strides(ref a, transposeA);
        var (bRow, bColumn) = Strides(ref b, transposeB);
        Launch.Run(new ProductCall<T>(y.Shape[0], y.Shape[1], a.Shape[transposeA ? 0 : 1], aRow, aColumn, bRow, bColumn, accumulate), a, b, y);
    }

    /// <summary>The strides along rows and columns. A flipped view, which runs backwards from its first element, is copied.</summary>
    private static (int Row, int Column) Strides<T>(ref Tensor<T> x, bool transpose) where T : unmanaged
    {
        if (x.StridesOrNull is { } given && (given[0] < 0 || given[1] < 0)) x = x.Contiguous();
        var (row, column) = x.StridesOrNull is { } strides ? (strides[0], strides[1]) : (x.Shape[1], 1);
        return transpose ? (column, row) : (row, column);
    }
}

/// <summary>y = a b or y += a b; y is contiguous.</summary>
internal readonly record struct ProductCall<T>(int M, int N, int K, int ARow, int AColumn, int BRow, int BColumn, bool Accumulate) : ICall where T : unmanaged, IFloatingPointIeee754<T>
{
    public void Run(in Buffers buffers)
        => Gemm.Multiply(M, N, K, buffers.Span<T>(0, Reach(M, ARow, K, AColumn)), ARow, AColumn, buffers.Span<T>(1, Reach(K, BRow, N, BColumn)), BRow, BColumn, buffers.Span<T>(2, M * N), N, Accumulate);

    /// <summary>How far the elements of a strided matrix reach from its first on.</summary>
    private static int Reach(int rows, int rowStride, int columns, int columnStride)
        => rows == 0 || columns == 0 ? 0 : 1 + (rows - 1) * rowStride + (columns - 1) * columnStride;
}
