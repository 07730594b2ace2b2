using System.Buffers;

namespace AutoDiff.Kernels;

/// <summary>The first few numbers of a line in its order, without sorting all of it.</summary>
internal static class TopNumbers
{
    /// <summary>Up to so many are kept in order while the line is read; for more, the whole line is sorted.</summary>
    private const int Most = 64;

    /// <summary>The positions of the smallest or largest numbers, in order; the first at a tie; NaN counts as the largest number.</summary>
    /// <param name="source">The first number of the line, and what lies behind it.</param>
    /// <param name="step">How far apart neighbours of the line lie.</param>
    /// <param name="count">How many numbers the line has.</param>
    /// <param name="largest">The largest instead of the smallest.</param>
    /// <param name="positions">As many as are wanted.</param>
    public static void Run<T>(ReadOnlySpan<T> source, int step, int count, bool largest, Span<int> positions) where T : unmanaged
    {
        if (positions.IsEmpty) return;
        if (positions.Length > Most)
        {
            var all = ArrayPool<int>.Shared.Rent(count);
            LineSort.Run(source, step, largest, all.AsSpan(0, count));
            all.AsSpan(0, positions.Length).CopyTo(positions);
            ArrayPool<int>.Shared.Return(all);
            return;
        }

        Span<ulong> kept = stackalloc ulong[positions.Length];
        var held = 0;
        for (var k = 0; k < count; k++)
        {
            var key = largest ? ~SortKey.Of(source[k * step]) : SortKey.Of(source[k * step]);

            // Most numbers are none of the wanted ones: one comparison.
            if (held == kept.Length && key >= kept[^1]) continue;
            var at = held < kept.Length ? held++ : held - 1;
            for (; at > 0 && key < kept[at - 1]; at--) (kept[at], positions[at]) = (kept[at - 1], positions[at - 1]);
            (kept[at], positions[at]) = (key, k);
        }
    }
}
