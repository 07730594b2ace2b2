using System.Numerics;
using System.Runtime.CompilerServices;

namespace AutoDiff.Kernels;

/// <summary>Products of few rows or columns, which read every element of a matrix once or a few times: what counts is how it lies.</summary>
internal static unsafe class MatrixVector<S, V, T, E>
    where S : IRegister<V, T> where V : unmanaged where T : unmanaged, IFloatingPointIeee754<T> where E : struct, IEpilogue
{
    /// <summary>Elements of B from which one row of A is better off without the micro-kernel, whose tile of one row waits for itself.</summary>
    private const int ManyElements = 512;

    /// <summary>Computes a product of few rows or columns by dot products or sums of rows, if that is best.</summary>
    /// <param name="product">The product.</param>
    /// <param name="epilogue">What completes C, kept in place by the caller.</param>
    /// <returns>Whether it did.</returns>
    public static bool TryRun(in Product<T> product, void* epilogue)
    {
        var (m, n, k) = (product.M, product.N, product.K);
        if (Math.Min(m, n) > DotProducts<S, V, T>.MaxVectors) return false;
        if (product.A.ColumnStride == 1 && IsForDots(n, k)) new DotProducts<S, V, T>(product.A, m, product.B.Transposed, n, k, product.C, product.Accumulate).Run();
        else if (product.B.RowStride == 1 && IsForDots(m, k)) new DotProducts<S, V, T>(product.B.Transposed, n, product.A, m, k, product.C.Transposed, product.Accumulate).Run();
        else if (m == 1 && product.B.ColumnStride == 1 && (long)n * k >= ManyElements) new RowSums<S, V, T>(product.B, n, k, product.A.Transposed, product.C, product.Accumulate).Run();
        else if (n == 1 && product.A.RowStride == 1) new RowSums<S, V, T>(product.A.Transposed, m, k, product.B, product.C.Transposed, product.Accumulate).Run();
        else return false;
        if (typeof(E) != typeof(NoEpilogue)) Unsafe.AsRef<E>(epilogue).Apply(product.C, m, n, 0);
        return true;
    }

    /// <summary>
    /// Whether dot products of so many vectors are faster than tiles one register wide: these take half a cycle a number of a row whatever
    /// the count, while a dot product takes half a cycle a register, and some three to add its places.
    /// </summary>
    private static bool IsForDots(int vectors, int k) => vectors <= DotProducts<S, V, T>.MaxVectors && (long)vectors * (k + 6 * S.Width) < (long)S.Width * k;
}
