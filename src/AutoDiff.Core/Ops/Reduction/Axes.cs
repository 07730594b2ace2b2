namespace AutoDiff;

/// <summary>The axes over which an operation reduces: normalised, sorted, distinct.</summary>
internal readonly record struct ReducedAxes(int[] Axes, Shape Kept, Shape Dropped)
{
    /// <summary>Reads the axes that a user gave.</summary>
    /// <param name="shape">The shape to be reduced.</param>
    /// <param name="axes">Axes from either end; none means all.</param>
    /// <param name="op">The operation that asks, for the message.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no such axis.</exception>
    /// <exception cref="ArgumentException">An axis occurs twice.</exception>
    public static ReducedAxes Read(Shape shape, ReadOnlySpan<int> axes, string op)
    {
        var isReduced = new bool[shape.Rank];
        foreach (var axis in axes)
        {
            var at = shape.Axis(axis, op);
            if (isReduced[at]) throw new ArgumentException($"{op}: axis {axis} of shape {shape} occurs twice.", nameof(axes));
            isReduced[at] = true;
        }

        if (axes.IsEmpty) Array.Fill(isReduced, true);
        var (reduced, kept, dropped) = (new List<int>(), shape.ToArray(), new List<int>());
        for (var axis = 0; axis < shape.Rank; axis++)
        {
            if (isReduced[axis])
            {
                reduced.Add(axis);
                kept[axis] = 1;
            }
            else dropped.Add(shape[axis]);
        }

        return new ReducedAxes([.. reduced], kept, dropped.ToArray());
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

    /// <summary>For each element of x that equals its extreme y, one part in the number of such elements; 0 for all others. A constant.</summary>
    public static Tensor<T> Shares<T>(Tensor<T> x, Tensor<T> y, ReducedAxes axes) where T : unmanaged, IFloatingPointIeee754<T>
    {
        var ties = Elementwise.Map(default(EqualRule), x.Untracked(), y.Untracked());
        return Tensor.Div(ties, Tensor.Sum(ties, axes.Axes, keepAxes: true));
    }

    /// <summary>Folds x over the axes: a new tensor of shape <see cref="Kept"/>, unrecorded. No axis is empty.</summary>
    public Tensor<T> Fold<FO, T>(Tensor<T> x) where FO : struct, IFold where T : unmanaged, IFloatingPointIeee754<T>
    {
        var (source, outer, count, inner) = Arrange(x);
        var y = Tensor<T>.Uninitialized(Kept);
        if (y.Length > 0) Launch.Run(new FoldCall<FO, T>(outer, count, inner), source, y);
        return y;
    }

    /// <summary>x as contiguous data [outer, count, inner] whose middle axis holds the reduced elements.</summary>
    public (Tensor<T> Source, int Outer, int Count, int Inner) Arrange<T>(Tensor<T> x) where T : unmanaged
    {
        if (Axes.Length == 0) return (x.Contiguous(), x.Length, 1, 1);
        var count = Count(x.Shape);
        if (Axes[^1] - Axes[0] == Axes.Length - 1)
        {
            var inner = 1;
            for (var axis = Axes[^1] + 1; axis < x.Rank; axis++) inner *= x.Shape[axis];
            return (x.Contiguous(), count * inner == 0 ? 0 : x.Length / (count * inner), count, inner);
        }

        // Reduced axes that are not neighbours are moved to the end.
        var order = new List<int>();
        for (var axis = 0; axis < x.Rank; axis++)
        {
            if (Array.IndexOf(Axes, axis) < 0) order.Add(axis);
        }

        var source = default(PermuteRule) with { Order = [.. order, .. Axes] };
        return (source.Forward(x).Contiguous(), count == 0 ? 0 : x.Length / count, count, 1);
    }
}

/// <summary>y[o, i] = fold over c of x[o, c, i].</summary>
internal readonly record struct FoldCall<FO, T>(int Outer, int Count, int Inner) : ICall where FO : struct, IFold where T : unmanaged, IFloatingPointIeee754<T>
{
    public void Run(in Buffers buffers) => Reduction.Run<FO, T>(buffers.Span<T>(0, Outer * Count * Inner), Outer, Count, Inner, buffers.Span<T>(1, Outer * Inner));
}
