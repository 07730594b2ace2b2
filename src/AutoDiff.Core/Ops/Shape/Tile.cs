namespace AutoDiff;

public sealed partial class Tensor<T>
{
    /// <summary>The tensor repeated as a whole, a number of times along each axis.</summary>
    /// <param name="repeats">How often along each of the last axes; more of them than axes add leading axes.</param>
    /// <exception cref="ArgumentOutOfRangeException">A number is negative.</exception>
    /// <remarks>vjp: x̄ is the sum of ȳ over the repetitions.</remarks>
    public Tensor<T> Tile(params ReadOnlySpan<int> repeats)
    {
        foreach (var repeat in repeats)
        {
            if (repeat < 0) throw new ArgumentOutOfRangeException(nameof(repeats), repeat, $"tile: the repeats must not be negative, got [{string.Join(", ", repeats.ToArray())}].");
        }

        var rank = Math.Max(Rank, repeats.Length);
        var (given, wide, tiled) = (new int[2 * rank], new int[2 * rank], new int[rank]);

        // Each axis gets one before it along which it is repeated.
        for (var axis = 0; axis < rank; axis++)
        {
            var length = axis < rank - Rank ? 1 : Shape[axis - (rank - Rank)];
            var repeat = axis < rank - repeats.Length ? 1 : repeats[axis - (rank - repeats.Length)];
            (given[2 * axis], given[2 * axis + 1]) = (1, length);
            (wide[2 * axis], wide[2 * axis + 1]) = (repeat, length);
            tiled[axis] = repeat * length;
        }

        return Reshape((Shape)given).BroadcastTo(wide).Reshape((Shape)tiled);
    }

    /// <summary>Each position along an axis repeated a number of times: a a b b c c.</summary>
    /// <param name="repeats">How often.</param>
    /// <param name="axis">The axis; negative ones count from the end.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no such axis, or the number is negative.</exception>
    /// <remarks>vjp: x̄ is the sum of ȳ over the repetitions.</remarks>
    public Tensor<T> RepeatInterleave(int repeats, int axis)
    {
        var at = Shape.Axis(axis, "repeat_interleave");
        if (repeats < 0) throw new ArgumentOutOfRangeException(nameof(repeats), repeats, $"repeat_interleave: the number of repeats must not be negative, got {repeats}.");
        Shape wide = [.. Shape.Axes[..(at + 1)], repeats, .. Shape.Axes[(at + 1)..]];
        return Unsqueeze(at + 1).BroadcastTo(wide).Reshape(Shape.Create([.. Shape.Axes[..at], Shape[at] * repeats, .. Shape.Axes[(at + 1)..]]));
    }

    /// <summary>Each position along an axis repeated its own number of times.</summary>
    /// <param name="repeats">One for each position, or one for all.</param>
    /// <param name="axis">The axis; negative ones count from the end.</param>
    /// <exception cref="ShapeException">There is not one number for each position.</exception>
    /// <exception cref="ArgumentOutOfRangeException">There is no such axis, or a number is negative.</exception>
    /// <exception cref="NotSupportedException">A function is being compiled: the shape of the result depends on values.</exception>
    /// <remarks>vjp: x̄ is the sum of ȳ over the repetitions.</remarks>
    public Tensor<T> RepeatInterleave(Tensor<int> repeats, int axis)
    {
        ArgumentNullException.ThrowIfNull(repeats);
        var at = Shape.Axis(axis, "repeat_interleave");
        if (repeats.Length != 1 && repeats.Shape != Shape.Create([Shape[at]]))
            throw new ShapeException($"repeat_interleave: one number for each of the {Shape[at]} positions of axis {at} is required, got shape {repeats.Shape}.");
        Tensor.DependsOnValues("repeat_interleave");
        var counts = repeats.ToArray();
        var positions = new List<int>();
        for (var k = 0; k < Shape[at]; k++)
        {
            var count = counts[counts.Length == 1 ? 0 : k];
            if (count < 0) throw new ArgumentOutOfRangeException(nameof(repeats), count, $"repeat_interleave: the numbers of repeats must not be negative, got {count} for position {k}.");
            for (var i = 0; i < count; i++) positions.Add(k);
        }

        return Tensor.IndexSelect(this, at, Tensor.From(positions.ToArray()));
    }
}
