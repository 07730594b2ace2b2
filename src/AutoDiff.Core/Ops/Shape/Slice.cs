namespace AutoDiff;

public sealed partial class Tensor<T>
{
    /// <summary>A range of positions along one axis; a view.</summary>
    /// <param name="axis">The axis; negative ones count from the end.</param>
    /// <param name="start">The first position.</param>
    /// <param name="length">How many positions.</param>
    /// <param name="step">Every step-th position; negative steps run backwards from <paramref name="start"/>.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no such axis, or the range leaves it, or the step is 0.</exception>
    /// <remarks>vjp: x̄ is ȳ in its place and 0 elsewhere.</remarks>
    public Tensor<T> Narrow(int axis, int start, int length, int step = 1)
    {
        var at = Shape.Axis(axis, "narrow");
        if (step == 0) throw new ArgumentOutOfRangeException(nameof(step), step, "narrow: the step must not be 0.");
        var last = start + (long)(length - 1) * step;
        if (length < 0 || start < 0 || start > Shape[at] || (length > 0 && (start >= Shape[at] || last < 0 || last >= Shape[at])))
            throw new ArgumentOutOfRangeException(nameof(start), $"narrow: start {start}, length {length}, step {step} leave axis {at} of shape {Shape}.");
        if (start == 0 && step == 1 && length == Shape[at]) return this;
        return Part.Apply(new SliceRule(at, start, length, step), this);
    }

    /// <summary>The order of positions reversed along the given axes; a view.</summary>
    /// <param name="axes">The axes; negative ones count from the end.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no such axis.</exception>
    /// <exception cref="ArgumentException">An axis occurs twice.</exception>
    public Tensor<T> Flip(params ReadOnlySpan<int> axes)
    {
        if (axes.IsEmpty) return this;
        var y = this;
        foreach (var axis in ReducedAxes.Read(Shape, axes, keep: false, "flip").Axes)
        {
            if (Shape[axis] > 0) y = y.Narrow(axis, Shape[axis] - 1, Shape[axis], -1);
        }

        return y;
    }

    /// <summary>Indexes and slices like an array: <c>x[1]</c> drops the axis, <c>x[.., 1..3]</c> keeps a range of it, <c>x[^1]</c> counts from the end; a view.</summary>
    /// <param name="slices">One for each leading axis; axes without one are kept whole.</param>
    /// <exception cref="ShapeException">There are more slices than axes.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A position or range leaves its axis.</exception>
    [System.Runtime.CompilerServices.IndexerName("Slices")]
    public Tensor<T> this[params ReadOnlySpan<Slice> slices]
    {
        get
        {
            if (slices.Length > Rank) throw new ShapeException($"slice: shape {Shape} has {Rank} axes, got {slices.Length} slices.");
            var y = this;
            var axis = 0;
            foreach (var slice in slices)
            {
                var length = y.Shape[axis];
                if (slice.Position is { } position)
                {
                    var at = position.GetOffset(length);
                    if (at < 0 || at >= length) throw new ArgumentOutOfRangeException(nameof(slices), $"slice: axis {axis} of length {length} has no position {position}.");
                    y = y.Select(axis, at);
                    continue;
                }

                var (start, end) = (slice.Range.Start.GetOffset(length), slice.Range.End.GetOffset(length));
                if (start < 0 || end > length || start > end) throw new ArgumentOutOfRangeException(nameof(slices), $"slice: range {slice.Range} leaves axis {axis} of length {length}.");
                y = y.Narrow(axis, start, (end - start + slice.Step - 1) / slice.Step, slice.Step);
                axis++;
            }

            return y;
        }
    }
}

/// <summary>A position or a range of one axis. An <see cref="int"/>, an <see cref="Index"/> and a <see cref="System.Range"/> convert to it.</summary>
public readonly struct Slice
{
    private Slice(Index? position, Range range, int step) => (Position, Range, Step) = (position, range, step);

    internal Index? Position { get; }

    internal Range Range { get; }

    internal int Step { get; }

    /// <summary>Every <paramref name="step"/>-th position of a range.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The step is not positive.</exception>
    public static Slice Every(Range range, int step)
    {
        if (step <= 0) throw new ArgumentOutOfRangeException(nameof(step), step, $"slice: the step must be positive, got {step}.");
        return new Slice(null, range, step);
    }

    /// <summary>One position.</summary>
    public static implicit operator Slice(int position) => new(new Index(Math.Abs(position), position < 0), default, 1);

    /// <summary>One position.</summary>
    public static implicit operator Slice(Index position) => new(position, default, 1);

    /// <summary>A range of positions.</summary>
    public static implicit operator Slice(Range range) => new(null, range, 1);
}

/// <summary>A range of positions along one axis.</summary>
internal readonly record struct SliceRule(int Axis, int Start, int Length, int Step) : IPart
{
    public Tensor<T> View<T>(Tensor<T> x) where T : unmanaged
    {
        var (axes, strides) = (x.Shape.ToArray(), (int[])x.Strides.Clone());
        var offset = Length == 0 ? x.Offset : x.Offset + Start * strides[Axis];
        (axes[Axis], strides[Axis]) = (Length, strides[Axis] * Step);
        return x.View(axes, offset, strides);
    }
}
