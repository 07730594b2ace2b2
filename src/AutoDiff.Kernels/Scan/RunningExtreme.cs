namespace AutoDiff.Kernels;

/// <summary>Where the largest or smallest number so far stands, along the middle axis of contiguous data [outer, count, inner].</summary>
internal static class RunningExtreme
{
    /// <summary>positions[o, c, i] = the place among 0..c of the extreme; the last one at a tie, the last NaN where there is one.</summary>
    public static void Run<C, T>(ReadOnlySpan<T> source, int outer, int count, int inner, Span<int> positions)
        where C : struct, IComparison where T : unmanaged, IFloatingPointIeee754<T>
    {
        for (var o = 0; o < outer; o++)
        {
            var start = o * count * inner;
            for (var c = 0; c < count; c++)
            {
                var row = start + c * inner;
                for (var i = 0; i < inner; i++)
                {
                    var place = c == 0 ? 0 : positions[row - inner + i];
                    var (held, next) = (source[start + place * inner + i], source[row + i]);
                    positions[row + i] = T.IsNaN(next) || (!T.IsNaN(held) && C.Holds(next, held)) ? c : place;
                }
            }
        }
    }
}
