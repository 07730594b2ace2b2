namespace AutoDiff;

/// <summary>Contiguous data seen as [outer, count, inner]: the lines of <paramref name="Count"/> numbers along its middle axis.</summary>
internal readonly record struct Lines(int Outer, int Count, int Inner)
{
    /// <summary>How many numbers there are.</summary>
    public int Size => Outer * Count * Inner;

    /// <summary>How many lines there are.</summary>
    public int Number => Outer * Inner;

    /// <summary>The lines of a shape along an axis.</summary>
    public static Lines Along(Shape shape, int axis) => Along(shape, axis, axis);

    /// <summary>The lines of a shape along neighbouring axes, which together are the middle one.</summary>
    public static Lines Along(Shape shape, int first, int last)
    {
        var (outer, count, inner) = (1, 1, 1);
        for (var axis = 0; axis < shape.Rank; axis++)
        {
            if (axis < first) outer *= shape[axis];
            else if (axis <= last) count *= shape[axis];
            else inner *= shape[axis];
        }

        return new Lines(outer, count, inner);
    }
}
