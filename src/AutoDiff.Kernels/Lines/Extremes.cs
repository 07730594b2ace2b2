using System.Buffers;

namespace AutoDiff.Kernels;

/// <summary>Where the largest or smallest number stands, along the middle axis of contiguous data [outer, count, inner].</summary>
/// <remarks>First the extreme itself, by a fold at full width, then the first number that equals it: two quick passes instead of a slow one.</remarks>
internal static class Extremes
{
    /// <summary>positions[o, i] = the first place of the extreme of source[o, 0..count, i]; the first NaN where there is one. count is at least 1.</summary>
    public static void Run<F, T>(ReadOnlySpan<T> source, int outer, int count, int inner, Span<int> positions)
        where F : struct, IFold where T : unmanaged, IFloatingPointIeee754<T>
    {
        if (positions.IsEmpty) return;
        var buffer = ArrayPool<T>.Shared.Rent(inner);
        var extremes = buffer.AsSpan(0, inner);
        for (var o = 0; o < outer; o++)
        {
            var block = source.Slice(o * count * inner, count * inner);
            Reduction.Run<F, T>(block, 1, count, inner, extremes);
            if (inner == 1) positions[o] = First(block, extremes[0]);
            else
            {
                // From the last row to the first, so that the first one stays.
                var places = positions.Slice(o * inner, inner);
                for (var c = count - 1; c >= 0; c--) Mark(block.Slice(c * inner, inner), extremes, c, places);
            }
        }

        ArrayPool<T>.Shared.Return(buffer);
    }

    private static int First<T>(ReadOnlySpan<T> line, T extreme) where T : unmanaged, IFloatingPointIeee754<T>
    {
        var i = 0;
        if (Vector<T>.IsSupported)
        {
            // Only NaN differs from itself, so one comparison finds what is looked for, a number or a NaN.
            var wanted = new Vector<T>(extreme);
            if (T.IsNaN(extreme)) while (i <= line.Length - Vector<T>.Count && Vector.EqualsAll(new Vector<T>(line[i..]), new Vector<T>(line[i..]))) i += Vector<T>.Count;
            else while (i <= line.Length - Vector<T>.Count && !Vector.EqualsAny(new Vector<T>(line[i..]), wanted)) i += Vector<T>.Count;
        }

        while (!IsSame(line[i], extreme)) i++;
        return i;
    }

    /// <summary>Notes the place where a number of the row is the extreme of its line: rare, so registers without one are passed over.</summary>
    private static void Mark<T>(ReadOnlySpan<T> row, ReadOnlySpan<T> extremes, int place, Span<int> places) where T : unmanaged, IFloatingPointIeee754<T>
    {
        var width = Vector<T>.IsSupported ? Vector<T>.Count : 1;
        for (var i = 0; i < row.Length; i += width)
        {
            if (width > 1 && i + width <= row.Length && HasNone(new Vector<T>(row[i..]), new Vector<T>(extremes[i..]))) continue;
            for (var k = i; k < Math.Min(i + width, row.Length); k++)
            {
                if (IsSame(row[k], extremes[k])) places[k] = place;
            }
        }
    }

    /// <summary>True where no number is its extreme, and no extreme is NaN.</summary>
    private static bool HasNone<T>(Vector<T> row, Vector<T> extremes) => !Vector.EqualsAny(row, extremes) && Vector.EqualsAll(extremes, extremes);

    private static bool IsSame<T>(T x, T extreme) where T : unmanaged, IFloatingPointIeee754<T> => x == extreme || (T.IsNaN(x) && T.IsNaN(extreme));
}
