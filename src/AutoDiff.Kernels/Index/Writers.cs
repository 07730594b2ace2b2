namespace AutoDiff.Kernels;

/// <summary>Overwriting some slices of data by others, when for each slice is known which one is its writer: its number, or -1 for none.</summary>
/// <remarks>
/// With the writers at hand every derivative of overwriting is exact, also where a place is written several times: only the last writer
/// counts, and only it has a derivative.
/// </remarks>
internal static class Writers
{
    /// <summary>writers[index[k]] = k, the last k where a position comes several times; -1 where none does.</summary>
    /// <returns>-1, or the place of the first index that lies outside.</returns>
    public static int FromIndex(ReadOnlySpan<int> index, Span<int> writers)
    {
        if (Slices.FirstOutside(index, writers.Length) is >= 0 and var outside) return outside;
        writers.Fill(-1);
        for (var k = 0; k < index.Length; k++) writers[index[k]] = k;
        return -1;
    }

    /// <summary>The places where a mask holds are written by 0, 1, 2, ... in order.</summary>
    /// <returns>How many there are.</returns>
    public static int FromMask(ReadOnlySpan<bool> mask, Span<int> writers)
    {
        var count = 0;
        for (var p = 0; p < mask.Length; p++) writers[p] = mask[p] ? count++ : -1;
        return count;
    }

    /// <summary>target[p] = source[writers[p]], or x[p] where there is no writer.</summary>
    public static void Write<T>(ReadOnlySpan<T> x, ReadOnlySpan<T> source, ReadOnlySpan<int> writers, int inner, Span<T> target)
    {
        for (var p = 0; p < writers.Length; p++)
        {
            var w = writers[p];
            if (inner == 1) target[p] = w < 0 ? x[p] : source[w];
            else (w < 0 ? x.Slice(p * inner, inner) : source.Slice(w * inner, inner)).CopyTo(target[(p * inner)..]);
        }
    }

    /// <summary>target[p] = x[p], but 0 where there is a writer.</summary>
    public static void Keep<T>(ReadOnlySpan<T> x, ReadOnlySpan<int> writers, int inner, Span<T> target)
    {
        x.CopyTo(target);
        for (var p = 0; p < writers.Length; p++)
        {
            if (writers[p] >= 0) target.Slice(p * inner, inner).Clear();
        }
    }

    /// <summary>target[p] += source[writers[p]] where there is a writer.</summary>
    public static void Add<T>(ReadOnlySpan<T> source, ReadOnlySpan<int> writers, int inner, Span<T> target) where T : INumberBase<T>
    {
        for (var p = 0; p < writers.Length; p++)
        {
            for (var i = 0; i < inner && writers[p] >= 0; i++) target[p * inner + i] += source[writers[p] * inner + i];
        }
    }

    /// <summary>target[writers[p]] = x[p]; 0 for numbers that write nowhere.</summary>
    public static void Collect<T>(ReadOnlySpan<T> x, ReadOnlySpan<int> writers, int inner, Span<T> target)
    {
        target.Clear();
        for (var p = 0; p < writers.Length; p++)
        {
            if (writers[p] >= 0) x.Slice(p * inner, inner).CopyTo(target[(writers[p] * inner)..]);
        }
    }
}
