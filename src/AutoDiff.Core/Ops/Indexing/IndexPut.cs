namespace AutoDiff;

public abstract partial class Tensor
{
    /// <summary>Elements of x, or whole slices, by an index for each of its leading axes: y[k] = x[i₀[k], i₁[k], ...].</summary>
    /// <param name="x">At least as many axes as there are indices.</param>
    /// <param name="indices">At least one; their shapes broadcast.</param>
    /// <returns>The broadcast shape of the indices, followed by the axes of x that have none.</returns>
    /// <exception cref="ShapeException">There are no indices, or more than axes, or they do not broadcast.</exception>
    /// <exception cref="ArgumentOutOfRangeException">An index lies outside its axis.</exception>
    /// <remarks>vjp: ȳ is added back to where it was taken from.</remarks>
    public static Tensor<T> IndexGet<T>(Tensor<T> x, params ReadOnlySpan<Tensor<int>> indices) where T : unmanaged
    {
        ArgumentNullException.ThrowIfNull(x);
        var rows = RowNumbers("index_get", x.Shape, indices);
        return TakeRows(x.Reshape(RowsOf(x.Shape, indices.Length)), rows);
    }

    /// <summary>x with elements or whole slices overwritten, or added to, by an index for each of its leading axes: y[i₀[k], i₁[k], ...] = values[k].</summary>
    /// <param name="x">At least as many axes as there are indices.</param>
    /// <param name="indices">At least one; their shapes broadcast.</param>
    /// <param name="values">A shape that broadcasts to that of the indices followed by the axes of x that have none.</param>
    /// <param name="accumulate">Adds the values, repeated places in order; else overwrites, and the last one stays.</param>
    /// <returns>The shape of x.</returns>
    /// <exception cref="ShapeException">There are no indices, or more than axes, or something does not broadcast.</exception>
    /// <exception cref="ArgumentOutOfRangeException">An index lies outside its axis.</exception>
    /// <remarks>vjp: the adjoint of the values is ȳ from where they went; x̄ is ȳ, but 0 where it was overwritten.</remarks>
    public static Tensor<T> IndexPut<T>(Tensor<T> x, ReadOnlySpan<Tensor<int>> indices, Tensor<T> values, bool accumulate = false) where T : unmanaged, IFloatingPointIeee754<T>
    {
        ArgumentNullException.ThrowIfNull(x);
        ArgumentNullException.ThrowIfNull(values);
        var rows = RowNumbers("index_put", x.Shape, indices);
        var flat = x.Reshape(RowsOf(x.Shape, indices.Length));
        Shape to = [.. rows.Shape.Axes, .. x.Shape.Axes[indices.Length..]];
        if (values.Rank > to.Rank || Shape.Broadcast(values.Shape, to, "index_put") != to)
            throw new ShapeException($"index_put: the values must broadcast to shape {to}, got {values.Shape}.");
        var source = values.BroadcastTo(to).Reshape(Shape.Create([rows.Length, .. flat.Shape.Axes[1..]]));
        if (accumulate) return IndexAdd(flat, 0, rows.Reshape(Shape.Create([rows.Length])), source).Reshape(x.Shape);
        var writers = Tensor<int>.Uninitialized([flat.Shape[0]]);
        Launch.Run(new WritersCall("index_put", flat.Shape, rows.Shape), rows, writers);
        return LinearMany.Move(new WriteRule(writers, flat.Shape, source.Shape), [flat, source]).Reshape(x.Shape);
    }

    /// <summary>The shape with its leading axes made one.</summary>
    private static Shape RowsOf(Shape shape, int axes)
    {
        var rows = 1;
        foreach (var axis in shape.Axes[..axes]) rows *= axis;
        return [rows, .. shape.Axes[axes..]];
    }

    /// <summary>The row-major number among the leading axes that each tuple of indices means; contiguous.</summary>
    private static Tensor<int> RowNumbers(string op, Shape from, ReadOnlySpan<Tensor<int>> indices)
    {
        if (indices.IsEmpty || indices.Length > from.Rank) throw new ShapeException($"{op}: from 1 to {from.Rank} indices are required for shape {from}, got {indices.Length}.");
        Shape shape = [];
        foreach (var index in indices)
        {
            ArgumentNullException.ThrowIfNull(index, nameof(indices));
            shape = Shape.Broadcast(shape, index.Shape, op);
        }

        var rows = Launch.Zeros<int>(shape);
        for (var axis = 0; axis < indices.Length; axis++)
            Launch.Run(new AppendIndexCall(op, shape, from, axis), indices[axis].BroadcastTo(shape).Contiguous(), rows);
        return rows;
    }
}

/// <summary>rows = rows · length + index. Operands: index, rows.</summary>
internal readonly record struct AppendIndexCall(string Op, Shape Index, Shape From, int Axis) : ICall
{
    public void Run(in Buffers buffers)
    {
        var index = buffers.Span<int>(0, Index.Size);
        IndexErrors.ThrowIfOutside(Positions.Append(index, From[Axis], buffers.Span<int>(1, Index.Size)), Op, index, Index, From, Axis);
    }
}

/// <summary>Operands: index of rows, writers.</summary>
internal readonly record struct WritersCall(string Op, Shape To, Shape Index) : ICall
{
    public void Run(in Buffers buffers)
    {
        var index = buffers.Span<int>(0, Index.Size);
        IndexErrors.ThrowIfOutside(Writers.FromIndex(index, buffers.Span<int>(1, To[0])), Op, index, Index, To, 0);
    }
}
