using System.Buffers;

namespace AutoDiff.Kernels;

/// <summary>Orders along the middle axis of contiguous data [outer, count, inner].</summary>
internal static class SortLines
{
    /// <summary>positions[o, 0..count, i] = the stable order of source[o, 0..count, i].</summary>
    public static void Run<T>(ReadOnlySpan<T> source, int outer, int count, int inner, bool descending, Span<int> positions) where T : unmanaged
    {
        if (positions.IsEmpty) return;
        var buffer = ArrayPool<int>.Shared.Rent(count);
        var line = buffer.AsSpan(0, count);
        for (var o = 0; o < outer; o++)
        {
            for (var i = 0; i < inner; i++)
            {
                var start = o * count * inner + i;
                if (inner == 1) LineSort.Run(source[start..], 1, descending, positions.Slice(start, count));
                else
                {
                    LineSort.Run(source[start..], inner, descending, line);
                    for (var c = 0; c < count; c++) positions[start + c * inner] = line[c];
                }
            }
        }

        ArrayPool<int>.Shared.Return(buffer);
    }

    /// <summary>positions[o, 0..kept, i] = where the smallest or largest of source[o, 0..count, i] stand, in order.</summary>
    public static void Top<T>(ReadOnlySpan<T> source, int outer, int count, int inner, int kept, bool largest, Span<int> positions) where T : unmanaged
    {
        if (positions.IsEmpty) return;
        var buffer = ArrayPool<int>.Shared.Rent(kept);
        var line = buffer.AsSpan(0, kept);
        for (var o = 0; o < outer; o++)
        {
            for (var i = 0; i < inner; i++)
            {
                TopNumbers.Run(source[(o * count * inner + i)..], inner, count, largest, line);
                for (var c = 0; c < kept; c++) positions[(o * kept + c) * inner + i] = line[c];
            }
        }

        ArrayPool<int>.Shared.Return(buffer);
    }
}
