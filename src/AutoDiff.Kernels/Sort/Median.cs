using System.Buffers;

namespace AutoDiff.Kernels;

/// <summary>Where the middle number stands, along the middle axis of contiguous data [outer, count, inner].</summary>
internal static class Median
{
    /// <summary>positions[o, i] = the place of the number in the middle of the order, the lower one of two; of the first NaN where there is one.</summary>
    public static void Run<T>(ReadOnlySpan<T> source, int outer, int count, int inner, Span<int> positions) where T : unmanaged, IFloatingPointIeee754<T>
    {
        for (var o = 0; o < outer; o++)
        {
            for (var i = 0; i < inner; i++) positions[o * inner + i] = Position(source[(o * count * inner + i)..], inner, count);
        }
    }

    private static int Position<T>(ReadOnlySpan<T> source, int step, int count) where T : unmanaged, IFloatingPointIeee754<T>
    {
        var positions = ArrayPool<int>.Shared.Rent(count);
        var order = positions.AsSpan(0, count);
        LineSort.Run(source, step, descending: false, order);
        var place = order[(count - 1) / 2];

        // NaNs come last, in the order in which they stand.
        if (T.IsNaN(source[order[^1] * step])) place = order[FirstNaN(source, step, order)];
        ArrayPool<int>.Shared.Return(positions);
        return place;
    }

    private static int FirstNaN<T>(ReadOnlySpan<T> source, int step, ReadOnlySpan<int> order) where T : unmanaged, IFloatingPointIeee754<T>
    {
        var at = order.Length - 1;
        while (at > 0 && T.IsNaN(source[order[at - 1] * step])) at--;
        return at;
    }
}
