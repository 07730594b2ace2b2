namespace AutoDiff.Kernels;

/// <summary>√Σx² along the middle axis of contiguous data [outer, count, inner], without overflow or underflow on the way.</summary>
internal static class Euclidean
{
    /// <summary>target[o, i] = the norm of source[o, 0..count, i]; count is at least 1.</summary>
    /// <remarks>The squares are summed as they are; a line whose sum left the range in which that is accurate is scaled and summed again.</remarks>
    public static void Run<T>(ReadOnlySpan<T> source, int outer, int count, int inner, Span<T> target) where T : unmanaged, IFloatingPointIeee754<T>
    {
        MappedFold.Run<SumFold, SquaredDistances, T>(new(1, Root: false), source, [], outer, count, inner, target);

        // A sum of squares below this may have lost squares that count to underflow: the smallest normal number over the square of a rounding.
        var rounding = T.BitIncrement(T.One) - T.One;
        var smallest = T.Epsilon / (rounding * rounding * rounding);
        for (var line = 0; line < target.Length; line++)
        {
            var sum = target[line];
            var (o, i) = Math.DivRem(line, inner);
            target[line] = sum >= smallest && sum < T.PositiveInfinity ? T.Sqrt(sum) : Scaled(source[(o * count * inner + i)..], count, inner);
        }
    }

    private static T Scaled<T>(ReadOnlySpan<T> line, int count, int step) where T : unmanaged, IFloatingPointIeee754<T>
    {
        var largest = T.Zero;
        for (var c = 0; c < count; c++)
        {
            var size = T.Abs(line[c * step]);
            if (T.IsNaN(size)) return size;
            largest = T.Max(largest, size);
        }

        if (T.IsZero(largest) || T.IsInfinity(largest)) return largest;
        var sum = T.Zero;
        for (var c = 0; c < count; c++) sum += line[c * step] / largest * (line[c * step] / largest);
        return largest * T.Sqrt(sum);
    }
}
