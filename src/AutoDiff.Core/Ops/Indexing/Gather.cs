namespace AutoDiff;

public abstract partial class Tensor
{
    /// <summary>Takes elements along an axis: y[i, j] = x[index[i, j], j] for axis 0, and likewise for others.</summary>
    /// <param name="x">Any shape of at least one axis.</param>
    /// <param name="axis">The axis; negative ones count from the end.</param>
    /// <param name="index">As many axes as x; along the others not longer than x.</param>
    /// <returns>The shape of the index.</returns>
    /// <exception cref="ShapeException">The index does not fit x.</exception>
    /// <exception cref="ArgumentOutOfRangeException">There is no such axis, or an index lies outside it.</exception>
    /// <remarks>vjp: x̄ is ȳ added back to where it was taken from; repeated elements add up.</remarks>
    public static Tensor<T> Gather<T>(Tensor<T> x, int axis, Tensor<int> index) where T : unmanaged
    {
        ArgumentNullException.ThrowIfNull(x);
        ArgumentNullException.ThrowIfNull(index);
        return Pick.Apply(new GatherRule("gather", x.Shape, GatherRule.Fit("gather", x.Shape, axis, index), index.Contiguous()), x);
    }

    /// <summary>x with elements added along an axis: y[index[i, j], j] += source[i, j] for axis 0, and likewise for others.</summary>
    /// <param name="x">Any shape of at least one axis.</param>
    /// <param name="axis">The axis; negative ones count from the end.</param>
    /// <param name="index">As many axes as x; along the others not longer than x. Repeated places add up, in order.</param>
    /// <param name="source">The shape of the index.</param>
    /// <returns>The shape of x.</returns>
    /// <exception cref="ShapeException">The index does not fit x, or the source the index.</exception>
    /// <exception cref="ArgumentOutOfRangeException">There is no such axis, or an index lies outside it.</exception>
    /// <remarks>vjp: x̄ = ȳ, and the adjoint of the source is ȳ gathered.</remarks>
    public static Tensor<T> ScatterAdd<T>(Tensor<T> x, int axis, Tensor<int> index, Tensor<T> source) where T : unmanaged, IFloatingPointIeee754<T>
    {
        ArgumentNullException.ThrowIfNull(x);
        ArgumentNullException.ThrowIfNull(index);
        ArgumentNullException.ThrowIfNull(source);
        var at = GatherRule.Fit("scatter_add", x.Shape, axis, index);
        if (source.Shape != index.Shape) throw new ShapeException($"scatter_add: the source must have the shape of the index, {index.Shape}, got {source.Shape}.");
        return LinearMany.Apply(new ScatterAddRule(new GatherRule("scatter_add", x.Shape, at, index.Contiguous())), [x, source]);
    }
}

/// <summary>Elements chosen one by one along an axis.</summary>
/// <param name="Name">The operation, for messages.</param>
/// <param name="From">The shape of x.</param>
/// <param name="Axis">The axis.</param>
/// <param name="Index">Contiguous.</param>
internal readonly record struct GatherRule(string Name, Shape From, int Axis, Tensor<int> Index) : IPick
{
    /// <summary>Checks that an index fits a shape.</summary>
    /// <returns>The axis, counted from the start.</returns>
    public static int Fit(string op, Shape from, int axis, Tensor<int> index)
    {
        if (from.Rank == 0) throw new ShapeException($"{op}: a tensor with at least one axis is required, got a scalar.");
        var at = from.Axis(axis, op);
        var fits = index.Rank == from.Rank;
        for (var k = 0; fits && k < from.Rank; k++) fits = k == at || index.Shape[k] <= from[k];
        return fits ? at : throw new ShapeException($"{op}: the index must have as many axes as x and be no longer outside axis {at}, got index {index.Shape} for x {from}.");
    }

    public Tensor<T> Take<T>(Tensor<T> x) where T : unmanaged
    {
        var y = Tensor<T>.Uninitialized(Index.Shape);
        Launch.Run(new GatherCall<T>(Name, From, x.Strides, Axis, Index.Shape), x, Index, y);
        return y;
    }

    public void AddTo<T>(Tensor<T> target, Tensor<T> g) where T : unmanaged, IFloatingPointIeee754<T>
        => Launch.Run(new ScatterAddCall<T>(Name, From, From.ContiguousStrides(), Axis, Index.Shape), g.Contiguous(), Index, target);
}

/// <summary>Add at places, or take from them.</summary>
internal readonly record struct ScatterAddRule(GatherRule Places) : ILinearMany
{
    public Tensor<T> Forward<T>(ReadOnlySpan<Tensor<T>> xs) where T : unmanaged, IFloatingPointIeee754<T>
    {
        var y = Tensor<T>.Uninitialized(Places.From);
        Launch.Copy(xs[0], y);
        Places.AddTo(y, xs[1]);
        return y;
    }

    public Tensor<T> Adjoint<T>(Tensor<T> g, int k) where T : unmanaged, IFloatingPointIeee754<T> => k == 0 ? g : Pick.Apply(Places, g);
}

/// <summary>Operands: x with strides, index, y.</summary>
internal readonly record struct GatherCall<T>(string Op, Shape From, int[] Strides, int Axis, Shape Index) : ICall where T : unmanaged
{
    public void Run(in Buffers buffers)
    {
        var index = buffers.Span<int>(1, Index.Size);
        var outside = new AlongAxis(Index.Axes, Strides, Axis, From[Axis]).Take(ref buffers.Start<T>(0), index, buffers.Span<T>(2, Index.Size));
        IndexErrors.ThrowIfOutside(outside, Op, index, Index, From, Axis);
    }
}

/// <summary>Operands: source, index, the target, which is added to.</summary>
internal readonly record struct ScatterAddCall<T>(string Op, Shape From, int[] Strides, int Axis, Shape Index) : ICall where T : unmanaged, IFloatingPointIeee754<T>
{
    public void Run(in Buffers buffers)
    {
        var index = buffers.Span<int>(1, Index.Size);
        var outside = new AlongAxis(Index.Axes, Strides, Axis, From[Axis]).Add(buffers.Span<T>(0, Index.Size), index, ref buffers.Start<T>(2));
        IndexErrors.ThrowIfOutside(outside, Op, index, Index, From, Axis);
    }
}
