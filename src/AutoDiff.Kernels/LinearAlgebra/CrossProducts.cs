namespace AutoDiff.Kernels;

/// <summary>The cross product of vectors of three numbers.</summary>
internal static class CrossProducts
{
    /// <summary>y = a × b along the middle of three axes [outer, 3, inner].</summary>
    public static void Run<T>(ReadOnlySpan<T> a, ReadOnlySpan<T> b, Span<T> y, int outer, int inner) where T : unmanaged, INumberBase<T>
    {
        for (var o = 0; o < outer; o++)
        {
            for (var k = 0; k < 3; k++)
            {
                var (first, second, third) = ((3 * o + k) * inner, (3 * o + (k + 1) % 3) * inner, (3 * o + (k + 2) % 3) * inner);
                for (var i = 0; i < inner; i++) y[first + i] = a[second + i] * b[third + i] - a[third + i] * b[second + i];
            }
        }
    }
}
