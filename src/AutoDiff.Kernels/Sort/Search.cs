namespace AutoDiff.Kernels;

/// <summary>Binary search in ascending lines.</summary>
internal static class Search
{
    /// <summary>For each line, how many of its numbers lie before each of its values: below it, or up to it where <paramref name="right"/>. NaN comes after every number.</summary>
    /// <param name="sorted">[lines, length], ascending; or one line for all values.</param>
    /// <param name="length">How long a line is.</param>
    /// <param name="values">[lines, ...].</param>
    /// <param name="right">Counts numbers equal to the value too.</param>
    /// <param name="counts">One for each value.</param>
    public static void Run<T>(ReadOnlySpan<T> sorted, int length, ReadOnlySpan<T> values, bool right, Span<int> counts) where T : unmanaged
    {
        var lines = length == 0 ? 1 : Math.Max(1, sorted.Length / length);
        var each = values.Length / lines;
        for (var k = 0; k < values.Length; k++) counts[k] = Count(length == 0 ? [] : sorted.Slice(k / each * length, length), SortKey.Of(values[k]), right);
    }

    private static int Count<T>(ReadOnlySpan<T> line, ulong value, bool right) where T : unmanaged
    {
        var (low, high) = (0, line.Length);
        while (low < high)
        {
            var middle = low + (high - low) / 2;
            var key = SortKey.Of(line[middle]);
            if (key < value || (right && key == value)) low = middle + 1;
            else high = middle;
        }

        return low;
    }
}
