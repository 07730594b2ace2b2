namespace AutoDiff;

/// <summary>The axes over which an operation reduces: normalised, sorted, distinct.</summary>
/// <param name="Axes">The axes, counted from the start.</param>
/// <param name="Kept">The reduced shape with the axes kept at length 1.</param>
/// <param name="Dropped">The reduced shape without the axes.</param>
/// <param name="Result">The shape that the user asked for: one of the two.</param>
internal readonly record struct ReducedAxes(int[] Axes, Shape Kept, Shape Dropped, Shape Result)
{
    /// <summary>Reads the axes that a user gave.</summary>
    /// <param name="shape">The shape to be reduced.</param>
    /// <param name="axes">Axes from either end; none means all.</param>
    /// <param name="keep">Keeps the axes in the result.</param>
    /// <param name="op">The operation that asks, for the message.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no such axis.</exception>
    /// <exception cref="ArgumentException">An axis occurs twice.</exception>
    public static ReducedAxes Read(Shape shape, ReadOnlySpan<int> axes, bool keep, string op)
    {
        Span<bool> isReduced = stackalloc bool[shape.Rank];
        isReduced.Fill(axes.IsEmpty);
        foreach (var axis in axes)
        {
            var at = shape.Axis(axis, op);
            if (isReduced[at]) throw new ArgumentException($"{op}: axis {axis} of shape {shape} occurs twice.", nameof(axes));
            isReduced[at] = true;
        }

        var count = axes.IsEmpty ? shape.Rank : axes.Length;
        var (reduced, kept, dropped) = (new int[count], new int[shape.Rank], new int[shape.Rank - count]);
        var (r, d) = (0, 0);
        for (var axis = 0; axis < shape.Rank; axis++)
        {
            kept[axis] = isReduced[axis] ? 1 : shape[axis];
            if (isReduced[axis]) reduced[r++] = axis;
            else dropped[d++] = shape[axis];
        }

        Shape with = Shape.Over(kept), without = Shape.Over(dropped);
        return new ReducedAxes(reduced, with, without, keep ? with : without);
    }

    /// <summary>How many elements become one.</summary>
    public int Count(Shape shape)
    {
        var count = 1;
        foreach (var axis in Axes) count *= shape[axis];
        return count;
    }

    /// <summary>Throws where a reduced axis is empty: there is no largest of nothing.</summary>
    /// <exception cref="ShapeException">A reduced axis is empty.</exception>
    public void RequireElements(Shape shape, string op)
    {
        foreach (var axis in Axes)
        {
            if (shape[axis] == 0) throw new ShapeException($"{op}: axis {axis} of shape {shape} must not be empty.");
        }
    }

    /// <summary>A result with its reduced axes at length 1, so that it broadcasts against what was reduced.</summary>
    public Tensor<T> Keep<T>(Tensor<T> y) where T : unmanaged => y.Reshape(Kept);

    /// <summary>For each element of x that equals its extreme y, one part in the number of such elements; 0 for all others. A constant.</summary>
    public Tensor<T> Shares<T>(Tensor<T> x, Tensor<T> y) where T : unmanaged, IFloatingPointIeee754<T>
    {
        var ties = Elementwise.Map(default(EqualRule), x.Untracked(), Keep(y.Untracked()));
        return Tensor.Div(ties, Tensor.Sum(ties, Axes, keepAxes: true));
    }

    /// <summary>Folds x over the axes: a new tensor of the shape <see cref="Result"/>, unrecorded. No axis is empty.</summary>
    public Tensor<T> Fold<FO, T>(Tensor<T> x) where FO : struct, IFold where T : unmanaged, IFloatingPointIeee754<T>
    {
        // Neighbouring axes are folded together; a group of them after the other, the last first.
        var y = x;
        for (var last = Axes.Length - 1; last >= 0;)
        {
            var first = last;
            while (first > 0 && Axes[first - 1] == Axes[first] - 1) first--;
            y = FoldGroup<FO, T>(y, Axes[first], Axes[last]);
            last = first - 1;
        }

        if (Axes.Length == 0) y = FoldGroup<FO, T>(x, x.Rank, x.Rank);
        return y.View(Result, y.Offset, null);
    }

    /// <summary>Folds x over the axes, its numbers mapped before and the result after: a new tensor of the shape <see cref="Result"/>, unrecorded. No axis is empty.</summary>
    /// <param name="map">How numbers are mapped.</param>
    /// <param name="x">The data.</param>
    /// <param name="shifts">One number for each line, of as many elements as the result; null where the map has none.</param>
    public Tensor<T> Fold<FO, M, T>(M map, Tensor<T> x, Tensor<T>? shifts = null) where FO : struct, IFold where M : struct, IMappedFold where T : unmanaged, IFloatingPointIeee754<T>
    {
        var (source, lines) = Arrange(x);
        var y = Tensor<T>.Uninitialized(Result);
        if (shifts is null) Launch.Run(new MappedFoldCall<FO, M, T>(map, lines, HasShifts: false), source, y);
        else Launch.Run(new MappedFoldCall<FO, M, T>(map, lines, HasShifts: true), source, shifts.Contiguous(), y);
        return y;
    }

    /// <summary>x as contiguous data whose lines hold the reduced elements, in the order of the result.</summary>
    public (Tensor<T> Source, Lines Lines) Arrange<T>(Tensor<T> x) where T : unmanaged
    {
        if (Axes.Length == 0) return (x.Contiguous(), new Lines(x.Length, 1, 1));
        if (Axes[^1] - Axes[0] == Axes.Length - 1) return (x.Contiguous(), Lines.Along(x.Shape, Axes[0], Axes[^1]));
        var source = new PermuteRule(AxesLast(x.Rank)).Forward(x).Contiguous();
        return (source, new Lines(Kept.Size, Count(x.Shape), 1));
    }

    /// <summary>An order of axes with the reduced ones at the end.</summary>
    public int[] AxesLast(int rank)
    {
        var order = new int[rank];
        var k = 0;
        for (var axis = 0; axis < rank; axis++)
        {
            if (Array.IndexOf(Axes, axis) < 0) order[k++] = axis;
        }

        Axes.CopyTo(order, k);
        return order;
    }

    private static Tensor<T> FoldGroup<FO, T>(Tensor<T> x, int first, int last) where FO : struct, IFold where T : unmanaged, IFloatingPointIeee754<T>
    {
        var lines = Lines.Along(x.Shape, first, last);
        var axes = x.Shape.ToArray();
        for (var axis = first; axis <= last && axis < axes.Length; axis++) axes[axis] = 1;
        var y = Tensor<T>.Uninitialized(axes);
        if (y.Length > 0) Launch.Run(new FoldCall<FO, T>(lines), x.Contiguous(), y);
        return y;
    }
}

/// <summary>Folds each line of the first operand into an element of the second.</summary>
internal readonly record struct FoldCall<FO, T>(Lines Lines) : ICall where FO : struct, IFold where T : unmanaged, IFloatingPointIeee754<T>
{
    public void Run(in Buffers buffers)
        => Reduction.Run<FO, T>(buffers.Span<T>(0, Lines.Size), Lines.Outer, Lines.Count, Lines.Inner, buffers.Span<T>(1, Lines.Number));
}

/// <summary>Folds each line of the first operand, mapped with its shift (the second operand, if there is one), into an element of the last.</summary>
internal readonly record struct MappedFoldCall<FO, M, T>(M Map, Lines Lines, bool HasShifts) : ICall
    where FO : struct, IFold where M : struct, IMappedFold where T : unmanaged, IFloatingPointIeee754<T>
{
    public void Run(in Buffers buffers)
        => MappedFold.Run<FO, M, T>(
            Map, buffers.Span<T>(0, Lines.Size), HasShifts ? buffers.Span<T>(1, Lines.Number) : [], Lines.Outer, Lines.Count, Lines.Inner, buffers.Span<T>(HasShifts ? 2 : 1, Lines.Number));
}
