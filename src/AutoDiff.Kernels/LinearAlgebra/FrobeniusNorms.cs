namespace AutoDiff.Kernels;

/// <summary>√Σ xᵢ² of each matrix of a batch, without undue overflow or underflow.</summary>
internal static class FrobeniusNorms
{
    /// <summary>The norms of matrices of <paramref name="size"/> numbers each, one after the other.</summary>
    public static unsafe void Run<T>(ReadOnlySpan<T> x, Span<T> y, int size) where T : unmanaged, IFloatingPointIeee754<T>
    {
        // The lines are worked on where they lie.
        fixed (T* start = x)
        {
            for (var matrix = 0; matrix < y.Length; matrix++) y[matrix] = Lines<T>.Norm(start + (nint)matrix * size, size);
        }
    }
}
