namespace AutoDiff.Kernels;

/// <summary>Indices made of indices, and of masks.</summary>
internal static class Positions
{
    /// <summary>rows[k] = rows[k] · length + index[k]: one axis more of a row-major position.</summary>
    /// <returns>-1, or the place of the first index that lies outside the axis.</returns>
    public static int Append(ReadOnlySpan<int> index, int length, Span<int> rows)
    {
        if (Slices.FirstOutside(index, length) is >= 0 and var outside) return outside;
        for (var k = 0; k < rows.Length; k++) rows[k] = rows[k] * length + index[k];
        return -1;
    }

    /// <summary>target[k, c] = 1 for c = index[k], else 0.</summary>
    /// <returns>-1, or the place of the first index that lies outside the classes.</returns>
    public static int OneHot<T>(ReadOnlySpan<int> index, int classes, Span<T> target) where T : INumberBase<T>
    {
        if (Slices.FirstOutside(index, classes) is >= 0 and var outside) return outside;
        target.Clear();
        for (var k = 0; k < index.Length; k++) target[k * classes + index[k]] = T.One;
        return -1;
    }

    /// <summary>The places where a mask holds, in order; as many as <paramref name="target"/> is long.</summary>
    public static void Holding(ReadOnlySpan<bool> mask, Span<int> target)
    {
        var count = 0;
        for (var p = 0; count < target.Length; p++)
        {
            if (mask[p]) target[count++] = p;
        }
    }

    /// <summary>The index of each row-major place along each axis: target[k, axis].</summary>
    public static void Unravel(ReadOnlySpan<int> places, ReadOnlySpan<int> lengths, Span<int> target)
    {
        for (var k = 0; k < places.Length; k++)
        {
            var rest = places[k];
            for (var axis = lengths.Length - 1; axis >= 0; axis--) (rest, target[k * lengths.Length + axis]) = Math.DivRem(rest, lengths[axis]);
        }
    }
}
