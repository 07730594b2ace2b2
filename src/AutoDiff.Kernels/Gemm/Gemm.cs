using System.Diagnostics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

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
        Multiply(m, n, k, a, aRowStride, aColumnStride, b, bRowStride, bColumnStride, c, cRowStride, accumulate, default(NoEpilogue));

    /// <summary>C = f(A B + bias), or C = f(C + A B + bias): only the result is stored.</summary>
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
    /// <param name="accumulate">Whether the product is added to C before f is applied.</param>
    /// <param name="bias">A number a column of C, or nothing.</param>
    /// <param name="f">The function, applied register by register to each tile of C when its sums are complete.</param>
    public static unsafe void Multiply<T, F>(
        int m, int n, int k,
        ReadOnlySpan<T> a, int aRowStride, int aColumnStride,
        ReadOnlySpan<T> b, int bRowStride, int bColumnStride,
        Span<T> c, int cRowStride,
        bool accumulate,
        ReadOnlySpan<T> bias, F f)
        where T : unmanaged, IFloatingPointIeee754<T> where F : struct, IMap
    {
        Debug.Assert(bias.IsEmpty || bias.Length >= n);
        fixed (T* pointer = bias)
        {
            Multiply(m, n, k, a, aRowStride, aColumnStride, b, bRowStride, bColumnStride, c, cRowStride, accumulate, new MapEpilogue<F>(f, pointer));
        }
    }

    private static unsafe void Multiply<T, E>(
        int m, int n, int k,
        ReadOnlySpan<T> a, int aRowStride, int aColumnStride,
        ReadOnlySpan<T> b, int bRowStride, int bColumnStride,
        Span<T> c, int cRowStride,
        bool accumulate,
        E epilogue)
        where T : unmanaged, IFloatingPointIeee754<T> where E : struct, IEpilogue
    {
        Debug.Assert(m >= 0 && n >= 0 && k >= 0);
        if (m == 0 || n == 0) return;
        Debug.Assert(k == 0 || a.Length > Reach(m, aRowStride) + Reach(k, aColumnStride));
        Debug.Assert(k == 0 || b.Length > Reach(k, bRowStride) + Reach(n, bColumnStride));
        Debug.Assert(c.Length > Reach(m, cRowStride) + n - 1);
        Debug.Assert(m == 1 || Math.Abs((long)cRowStride) >= n);

        // Other threads take part, and spans cannot leave this one: the matrices are pinned, and pointers go out. The epilogue is an
        // argument of this method, so it stays in place too.
        fixed (T* pa = &MemoryMarshal.GetReference(a), pb = &MemoryMarshal.GetReference(b), pc = &MemoryMarshal.GetReference(c))
        {
            var product = new Product<T>(
                m, n, k,
                new MatrixView<T>(pa, aRowStride, aColumnStride),
                new MatrixView<T>(pb, bRowStride, bColumnStride),
                new MatrixView<T>(pc, cRowStride, 1),
                accumulate);
            AnyProduct<T, E>.Run(product, Unsafe.AsPointer(ref epilogue));
        }
    }

    /// <summary>C[i] = A[i] B[i], or C[i] += A[i] B[i], for matrices of the same shape and strides.</summary>
    /// <param name="m">Rows of A[i] and C[i].</param>
    /// <param name="n">Columns of B[i] and C[i].</param>
    /// <param name="k">Columns of A[i] and rows of B[i]; an empty sum is 0.</param>
    /// <param name="a">What the starts of A count from.</param>
    /// <param name="aStarts">Where element (0, 0) of each A[i] is; all may share one.</param>
    /// <param name="aRowStride">Elements from one row of A[i] to the next.</param>
    /// <param name="aColumnStride">Elements from one column of A[i] to the next.</param>
    /// <param name="b">What the starts of B count from.</param>
    /// <param name="bStarts">Where element (0, 0) of each B[i] is; all may share one.</param>
    /// <param name="bRowStride">Elements from one row of B[i] to the next.</param>
    /// <param name="bColumnStride">Elements from one column of B[i] to the next.</param>
    /// <param name="c">What the starts of C count from.</param>
    /// <param name="cStarts">Where element (0, 0) of each C[i] is; no two products share an element.</param>
    /// <param name="cRowStride">Elements from one row of C[i] to the next; rows are contiguous.</param>
    /// <param name="accumulate">Whether the products are added to C.</param>
    public static unsafe void MultiplyBatch<T>(
        int m, int n, int k,
        ReadOnlySpan<T> a, ReadOnlySpan<int> aStarts, int aRowStride, int aColumnStride,
        ReadOnlySpan<T> b, ReadOnlySpan<int> bStarts, int bRowStride, int bColumnStride,
        Span<T> c, ReadOnlySpan<int> cStarts, int cRowStride,
        bool accumulate)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        Debug.Assert(m >= 0 && n >= 0 && k >= 0 && aStarts.Length == cStarts.Length && bStarts.Length == cStarts.Length);
        if (cStarts.IsEmpty || m == 0 || n == 0) return;
        fixed (T* pa = &MemoryMarshal.GetReference(a), pb = &MemoryMarshal.GetReference(b), pc = &MemoryMarshal.GetReference(c))
        fixed (int* pas = aStarts, pbs = bStarts, pcs = cStarts)
        {
            var first = new Product<T>(
                m, n, k,
                new MatrixView<T>(pa, aRowStride, aColumnStride),
                new MatrixView<T>(pb, bRowStride, bColumnStride),
                new MatrixView<T>(pc, cRowStride, 1),
                accumulate);
            new ProductBatch<T>(first, cStarts.Length, pas, pbs, pcs).Run();
        }
    }

    /// <summary>How far the last of so many elements lies after the first, if it does.</summary>
    private static long Reach(int count, int stride) => Math.Max(0, (count - 1L) * stride);
}
