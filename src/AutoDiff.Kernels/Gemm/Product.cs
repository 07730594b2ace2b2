namespace AutoDiff.Kernels;

/// <summary>A matrix product to compute: C = A B, or C += A B.</summary>
internal readonly struct Product<T>(int m, int n, int k, MatrixView<T> a, MatrixView<T> b, MatrixView<T> c, bool accumulate)
    where T : unmanaged
{
    public readonly int M = m, N = n, K = k;
    public readonly MatrixView<T> A = a, B = b, C = c;
    public readonly bool Accumulate = accumulate;

    /// <summary>The same product, written Cᵀ = Bᵀ Aᵀ.</summary>
    public Product<T> Transposed => new(N, M, K, B.Transposed, A.Transposed, C.Transposed, Accumulate);

    /// <summary>The same product of matrices that lie so many elements further on.</summary>
    public Product<T> Moved(nint a, nint b, nint c) => new(M, N, K, A.Moved(a), B.Moved(b), C.Moved(c), Accumulate);

    /// <summary>The part of the product that a rectangle of C is.</summary>
    public Product<T> Part(int row, int rows, int column, int columns) =>
        new(rows, columns, K, A.From(row, 0), B.From(0, column), C.From(row, column), Accumulate);
}
