using System.Buffers;

namespace AutoDiff.Kernels;

/// <summary>The order of the numbers of a line, stable: equal numbers keep their order.</summary>
internal static class LineSort
{
    /// <summary>Lines from this length on are sorted by digits.</summary>
    private const int Radix = 512;

    /// <summary>The positions of the numbers in ascending order, or descending; NaN counts as the largest number.</summary>
    /// <param name="source">The first number of the line, and what lies behind it.</param>
    /// <param name="step">How far apart neighbours of the line lie.</param>
    /// <param name="descending">The largest first.</param>
    /// <param name="positions">One for each number of the line.</param>
    public static void Run<T>(ReadOnlySpan<T> source, int step, bool descending, Span<int> positions) where T : unmanaged
    {
        var count = positions.Length;
        var keys = ArrayPool<ulong>.Shared.Rent(count);
        for (var k = 0; k < count; k++)
        {
            var key = SortKey.Of(source[k * step]);
            keys[k] = !descending ? key : SortKey.IsShort<T>() ? ~key & uint.MaxValue : ~key;
        }

        if (count >= Radix) RadixSort.Run(keys.AsSpan(0, count), SortKey.IsShort<T>() ? 4 : 8, positions);
        else if (SortKey.IsShort<T>()) SortShort(keys.AsSpan(0, count), positions);
        else SortLong(keys.AsSpan(0, count), positions);
        ArrayPool<ulong>.Shared.Return(keys);
    }

    /// <summary>Each key with its position below it: no two are equal, so any sort is stable.</summary>
    private static void SortShort(Span<ulong> keys, Span<int> positions)
    {
        for (var k = 0; k < keys.Length; k++) keys[k] = (keys[k] << 32) | (uint)k;
        keys.Sort();
        for (var k = 0; k < keys.Length; k++) positions[k] = (int)(uint)keys[k];
    }

    /// <summary>Keys and positions side by side; then the positions of equal keys are put in order.</summary>
    private static void SortLong(Span<ulong> keys, Span<int> positions)
    {
        for (var k = 0; k < keys.Length; k++) positions[k] = k;
        keys.Sort(positions);
        for (var start = 0; start < keys.Length;)
        {
            var end = start + 1;
            while (end < keys.Length && keys[end] == keys[start]) end++;
            positions[start..end].Sort();
            start = end;
        }
    }
}
