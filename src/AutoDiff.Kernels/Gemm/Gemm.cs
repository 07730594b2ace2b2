using System.Diagnostics;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace AutoDiff.Kernels;

/// <summary>Matrix products.</summary>
/// <remarks>
/// Each span starts at element (0, 0) of its matrix; a negative stride reaches the memory before it, a stride of 0 repeats.
/// C must not overlap A or B. Nothing is skipped: NaN and infinity propagate as in the sum that defines the product, also where they
/// meet a zero. Results are bitwise the same for any number of threads.
/// </remarks>
internal static class Gemm
{
    /// <summary>C = A B, or C += A B.</summary>
    /// <param name="m">Rows of A and C.</param>
    /// <param name="n">Columns of B and C.</param>
    /// <param name="k">Columns of A and rows of B; an empty sum is 0.</param>
    /// <param name="a">A, from element (0, 0) on.</param>
    /// <param name="aRowStride">Elements from one row of A to the next.</param>
    /// <param name="aColumnStride">Elements from one column of A to the next.</param>
    /// <param name="b">B, from element (0, 0) on.</param>
    /// <param name="bRowStride">Elements from one row of B to the next.</param>
    /// <param name="bColumnStride">Elements from one column of B to the next.</param>
    /// <param name="c">C, from element (0, 0) on; its rows are contiguous.</param>
    /// <param name="cRowStride">Elements from one row of C to the next.</param>
    /// <param name="accumulate">Whether the product is added to C.</param>
    public static void Multiply<T>(
        int m, int n, int k,
        ReadOnlySpan<T> a, int aRowStride, int aColumnStride,
        ReadOnlySpan<T> b, int bRowStride, int bColumnStride,
        Span<T> c, int cRowStride,
        bool accumulate)
        where T : unmanaged, IFloatingPointIeee754<T> =>
        MultiplyBatch(1, m, n, k, a, 0, aRowStride, aColumnStride, b, 0, bRowStride, bColumnStride, c, 0, cRowStride, accumulate);

    /// <summary>C[i] = A[i] B[i], or C[i] += A[i] B[i], for a batch of matrices of the same shape and strides.</summary>
    /// <param name="batch">How many products.</param>
    /// <param name="m">Rows of A[i] and C[i].</param>
    /// <param name="n">Columns of B[i] and C[i].</param>
    /// <param name="k">Columns of A[i] and rows of B[i]; an empty sum is 0.</param>
    /// <param name="a">A[0], from element (0, 0) on.</param>
    /// <param name="aBatchStride">Elements from A[i] to A[i + 1]; 0 where all share one.</param>
    /// <param name="aRowStride">Elements from one row of A[i] to the next.</param>
    /// <param name="aColumnStride">Elements from one column of A[i] to the next.</param>
    /// <param name="b">B[0], from element (0, 0) on.</param>
    /// <param name="bBatchStride">Elements from B[i] to B[i + 1]; 0 where all share one.</param>
    /// <param name="bRowStride">Elements from one row of B[i] to the next.</param>
    /// <param name="bColumnStride">Elements from one column of B[i] to the next.</param>
    /// <param name="c">C[0], from element (0, 0) on; rows are contiguous, and no two products share an element.</param>
    /// <param name="cBatchStride">Elements from C[i] to C[i + 1].</param>
    /// <param name="cRowStride">Elements from one row of C[i] to the next.</param>
    /// <param name="accumulate">Whether the products are added to C.</param>
    public static unsafe void MultiplyBatch<T>(
        int batch, int m, int n, int k,
        ReadOnlySpan<T> a, int aBatchStride, int aRowStride, int aColumnStride,
        ReadOnlySpan<T> b, int bBatchStride, int bRowStride, int bColumnStride,
        Span<T> c, int cBatchStride, int cRowStride,
        bool accumulate)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        Debug.Assert(batch >= 0 && m >= 0 && n >= 0 && k >= 0);
        if (batch == 0 || m == 0 || n == 0) return;
        Debug.Assert(k == 0 || a.Length > Reach(batch, aBatchStride) + Reach(m, aRowStride) + Reach(k, aColumnStride));
        Debug.Assert(k == 0 || b.Length > Reach(batch, bBatchStride) + Reach(k, bRowStride) + Reach(n, bColumnStride));
        Debug.Assert(c.Length > Reach(batch, cBatchStride) + Reach(m, cRowStride) + n - 1);
        Debug.Assert((m == 1 || Math.Abs((long)cRowStride) >= n) && (batch == 1 || cBatchStride != 0));

        // Other threads take part, and spans cannot leave this one: the matrices are pinned, and pointers go out.
        fixed (T* pa = &MemoryMarshal.GetReference(a), pb = &MemoryMarshal.GetReference(b), pc = &MemoryMarshal.GetReference(c))
        {
            var first = new Product<T>(
                m, n, k,
                new MatrixView<T>(pa, aRowStride, aColumnStride),
                new MatrixView<T>(pb, bRowStride, bColumnStride),
                new MatrixView<T>(pc, cRowStride, 1),
                accumulate);
            new ProductBatch<T>(first, batch, aBatchStride, bBatchStride, cBatchStride).Run();
        }
    }

    /// <summary>How far the last of so many elements lies after the first, if it does.</summary>
    private static long Reach(int count, int stride) => Math.Max(0, (count - 1L) * stride);
}
