namespace AutoDiff.Kernels;

/// <summary>The matrix product.</summary>
internal static class Gemm
{
    /// <summary>C = A B, or C += A B.</summary>
    public static void Multiply<T>(
        int m, int n, int k, ReadOnlySpan<T> a, int aRowStride, int aColumnStride, ReadOnlySpan<T> b, int bRowStride, int bColumnStride,
        Span<T> c, int cRowStride, bool accumulate)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        for (var i = 0; i < m; i++)
        {
            var row = c.Slice(i * cRowStride, n);
            if (!accumulate) row.Clear();
            for (var l = 0; l < k; l++)
            {
                var left = a[i * aRowStride + l * aColumnStride];
                for (var j = 0; j < n; j++) row[j] += left * b[l * bRowStride + j * bColumnStride];
            }
        }
    }
}
