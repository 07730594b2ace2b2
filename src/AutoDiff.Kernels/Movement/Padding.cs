namespace AutoDiff.Kernels;

/// <summary>Places data amid a value.</summary>
internal static class Padding
{
    /// <summary>target = the source from <paramref name="starts"/> on, and the value everywhere else; each element is written once.</summary>
    /// <param name="source">Contiguous data of the shape <paramref name="from"/>.</param>
    /// <param name="from">The lengths of its axes.</param>
    /// <param name="starts">Where it begins in the target along each axis.</param>
    /// <param name="to">The lengths of the target's axes.</param>
    /// <param name="value">What is around it.</param>
    /// <param name="target">Contiguous.</param>
    public static void Run<T>(ReadOnlySpan<T> source, ReadOnlySpan<int> from, ReadOnlySpan<int> starts, ReadOnlySpan<int> to, T value, Span<T> target)
    {
        if (source.IsEmpty)
        {
            target.Fill(value);
            return;
        }

        Place(source, from, starts, to, value, target);
    }

    private static void Place<T>(ReadOnlySpan<T> source, ReadOnlySpan<int> from, ReadOnlySpan<int> starts, ReadOnlySpan<int> to, T value, Span<T> target)
    {
        // Where all further axes are whole, so is what lies in them.
        if (from.SequenceEqual(to))
        {
            source.CopyTo(target);
            return;
        }

        var (given, wanted) = (source.Length / from[0], target.Length / to[0]);
        target[..(starts[0] * wanted)].Fill(value);
        if (from.Length == 1) source.CopyTo(target[starts[0]..]);
        else if (from.Length == 2) Rows(source, given, starts[1], wanted, value, target.Slice(starts[0] * wanted, from[0] * wanted));
        else
        {
            for (var i = 0; i < from[0]; i++)
                Place(source.Slice(i * given, given), from[1..], starts[1..], to[1..], value, target.Slice((starts[0] + i) * wanted, wanted));
        }

        target[((starts[0] + from[0]) * wanted)..].Fill(value);
    }

    /// <summary>Rows of a matrix; what follows one and what precedes the next are filled together.</summary>
    private static void Rows<T>(ReadOnlySpan<T> source, int given, int start, int wanted, T value, Span<T> target)
    {
        target[..start].Fill(value);
        for (var (read, written) = (0, start); read < source.Length; read += given, written += wanted)
        {
            source.Slice(read, given).CopyTo(target[written..]);
            var end = written + given;
            for (var i = end; i < Math.Min(written + wanted, target.Length); i++) target[i] = value;
        }
    }
}
