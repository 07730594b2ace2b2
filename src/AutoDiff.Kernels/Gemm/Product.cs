namespace AutoDiff.Kernels;

/// <summary>A matrix product to compute: C = A B, or C += A B. The rows of C are contiguous.</summary>
internal readonly struct Product<T>(int m, int n, int k, MatrixView<T> a, MatrixView<T> b, MatrixView<T> c, bool accumulate)
    where T : unmanaged
{
    public readonly int M = m, N = n, K = k;
    public readonly MatrixView<T> A = a, B = b, C = c;
    public readonly bool Accumulate = accumulate;

    /// <summary>The same product of matrices that lie so many elements further on.</summary>
    public Product<T> Moved(nint a, nint b, nint c) => new(M, N, K, A.Moved(a), B.Moved(b), C.Moved(c), Accumulate);

    /// <summary>The same product with another number of rows.</summary>
    public Product<T> WithRows(int rows) => new(rows, N, K, A, B, C, Accumulate);
}
