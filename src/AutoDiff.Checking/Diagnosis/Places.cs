namespace AutoDiff.Checking;

/// <summary>Where elements may end up by mistake: for each place in row-major order, the place whose element stands there.</summary>
internal static class Places
{
    private const int MostAxes = 4;

    /// <summary>The orders of the axes but the right one, each with the places of a tensor that was permuted so and read in its old shape.</summary>
    public static IEnumerable<(int[] Order, int[] Places)> Permutations(Shape shape)
    {
        if (shape.Rank is < 2 or > MostAxes) yield break;
        foreach (var order in Orders(shape.Rank))
        {
            if (order.Select((axis, k) => axis == k).All(isSame => isSame)) continue;
            int[] lengths = [.. order.Select(axis => shape[axis])];
            var places = new int[shape.Size];
            var isSame = true;
            for (var flat = 0; flat < places.Length; flat++)
            {
                int[] permuted = Unravel(flat, lengths), index = new int[order.Length];
                for (var k = 0; k < order.Length; k++) index[order[k]] = permuted[k];
                places[flat] = Ravel(index, shape.Axes);
                isSame &= places[flat] == flat;
            }

            if (!isSame) yield return (order, places);
        }
    }

    /// <summary>Reversals along an axis and shifts along it, by turning round or with zeros coming in (-1).</summary>
    public static IEnumerable<(string What, int[] Places)> Shifts(Shape shape)
    {
        if (shape.Rank > MostAxes) yield break;
        for (var axis = 0; axis < shape.Rank; axis++)
        {
            var length = shape[axis];
            if (length < 2) continue;
            yield return ($"reversed along axis {axis}", Along(shape, axis, at => length - 1 - at));
            for (var shift = 1; shift < length; shift++)
            {
                var by = shift;
                yield return ($"turned by {by} along axis {axis}", Along(shape, axis, at => (at + by) % length));
                yield return ($"shifted by {by} along axis {axis}", Along(shape, axis, at => at + by < length ? at + by : -1));
                yield return ($"shifted by -{by} along axis {axis}", Along(shape, axis, at => at - by));
            }
        }
    }

    /// <summary>The place in a tensor that is read for a place in the shape to which it broadcasts; null where it does not.</summary>
    public static int[]? Broadcast(Shape from, Shape to)
    {
        if (from.Rank > to.Rank) return null;
        for (var k = 1; k <= from.Rank; k++)
        {
            if (from[^k] != to[^k] && from[^k] != 1) return null;
        }

        var places = new int[to.Size];
        for (var flat = 0; flat < places.Length; flat++)
        {
            var index = Unravel(flat, to.Axes)[(to.Rank - from.Rank)..];
            for (var k = 0; k < index.Length; k++) index[k] = from[k] == 1 ? 0 : index[k];
            places[flat] = Ravel(index, from.Axes);
        }

        return places;
    }

    private static int[] Along(Shape shape, int axis, Func<int, int> source)
    {
        var places = new int[shape.Size];
        for (var flat = 0; flat < places.Length; flat++)
        {
            var index = Unravel(flat, shape.Axes);
            index[axis] = source(index[axis]);
            places[flat] = index[axis] < 0 ? -1 : Ravel(index, shape.Axes);
        }

        return places;
    }

    private static IEnumerable<int[]> Orders(int rank)
    {
        if (rank == 0)
        {
            yield return [];
            yield break;
        }

        foreach (var rest in Orders(rank - 1))
        {
            for (var at = rank - 1; at >= 0; at--) yield return [.. rest[..at], rank - 1, .. rest[at..]];
        }
    }

    private static int[] Unravel(int flat, ReadOnlySpan<int> lengths)
    {
        var index = new int[lengths.Length];
        for (var axis = index.Length - 1; axis >= 0; axis--) (flat, index[axis]) = Math.DivRem(flat, lengths[axis]);
        return index;
    }

    private static int Ravel(ReadOnlySpan<int> index, ReadOnlySpan<int> lengths)
    {
        var flat = 0;
        for (var axis = 0; axis < lengths.Length; axis++) flat = flat * lengths[axis] + index[axis];
        return flat;
    }
}
