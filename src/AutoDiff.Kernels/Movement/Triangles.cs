namespace AutoDiff.Kernels;

/// <summary>Triangles of contiguous matrices.</summary>
internal static class Triangles
{
    /// <summary>target = the source on and below a diagonal, or on and above it; 0 elsewhere.</summary>
    public static void Run<T>(ReadOnlySpan<T> source, int rows, int columns, int diagonal, bool lower, Span<T> target)
    {
        if (source.IsEmpty) return;
        for (var start = 0; start < source.Length; start += columns)
        {
            // Column i + diagonal of row i lies on the diagonal.
            var row = start / columns % rows;
            var cut = (int)Math.Clamp((long)row + diagonal + (lower ? 1 : 0), 0, columns);
            var from = source.Slice(start, columns);
            var to = target.Slice(start, columns);
            (lower ? from[..cut] : from[cut..]).CopyTo(lower ? to[..cut] : to[cut..]);
            (lower ? to[cut..] : to[..cut]).Clear();
        }
    }
}
