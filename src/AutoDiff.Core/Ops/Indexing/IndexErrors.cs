namespace AutoDiff;

/// <summary>What a kernel says when it meets an index that lies outside its axis.</summary>
internal static class IndexErrors
{
    /// <summary>Throws where a kernel found such an index.</summary>
    /// <param name="place">Its place in the index, -1 if there is none.</param>
    /// <param name="op">The operation.</param>
    /// <param name="index">The elements of the index.</param>
    /// <param name="shape">The shape of the index.</param>
    /// <param name="from">The shape that is indexed.</param>
    /// <param name="axis">The axis that is indexed.</param>
    /// <exception cref="ArgumentOutOfRangeException">An index lies outside its axis.</exception>
    public static void ThrowIfOutside(int place, string op, ReadOnlySpan<int> index, Shape shape, Shape from, int axis)
    {
        if (place < 0) return;
        throw new ArgumentOutOfRangeException(
            nameof(index), index[place],
            $"{op}: index {index[place]}, at {Position(place, shape)}, lies outside axis {axis} of shape {from}; it must be in [0, {from[axis] - 1}].");
    }

    /// <summary>The position of the element with a row-major number, in brackets: [1, 2].</summary>
    public static string Position(int place, Shape shape)
    {
        var position = new int[shape.Rank];
        for (var (rest, k) = (place, shape.Rank - 1); k >= 0; k--) (rest, position[k]) = Math.DivRem(rest, shape[k]);
        return $"[{string.Join(", ", position)}]";
    }
}
