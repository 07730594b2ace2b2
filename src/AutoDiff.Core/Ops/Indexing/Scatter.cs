namespace AutoDiff;

public abstract partial class Tensor
{
    /// <summary>x with elements overwritten along an axis: y[index[i, j], j] = source[i, j] for axis 0, and likewise for others.</summary>
    /// <param name="x">Any shape of at least one axis.</param>
    /// <param name="axis">The axis; negative ones count from the end.</param>
    /// <param name="index">As many axes as x; along the others not longer than x. Where a place comes several times, the last one stays.</param>
    /// <param name="source">The shape of the index.</param>
    /// <returns>The shape of x.</returns>
    /// <exception cref="ShapeException">The index does not fit x, or the source the index.</exception>
    /// <exception cref="ArgumentOutOfRangeException">There is no such axis, or an index lies outside it.</exception>
    /// <remarks>vjp: x̄ is ȳ, but 0 where it was overwritten; the adjoint of the source is ȳ from where it was written to, but 0 for what was overwritten in turn.</remarks>
    public static Tensor<T> Scatter<T>(Tensor<T> x, int axis, Tensor<int> index, Tensor<T> source) where T : unmanaged
    {
        ArgumentNullException.ThrowIfNull(x);
        ArgumentNullException.ThrowIfNull(index);
        ArgumentNullException.ThrowIfNull(source);
        var at = GatherRule.Fit("scatter", x.Shape, axis, index);
        if (source.Shape != index.Shape) throw new ShapeException($"scatter: the source must have the shape of the index, {index.Shape}, got {source.Shape}.");
        var writers = Tensor<int>.Uninitialized(x.Shape);
        Launch.Run(new WritersAlongAxisCall("scatter", x.Shape, at, index.Shape), index.Contiguous(), writers);
        return LinearMany.Move(new WriteRule(writers, x.Shape, source.Shape), [x, source]);
    }
}

/// <summary>Some slices of x overwritten by others.</summary>
/// <param name="Writers">For each slice the number of its writer in the source, or -1 if it has none; contiguous.</param>
/// <param name="To">The shape of x: as many slices as there are writers.</param>
/// <param name="From">The shape of the source.</param>
internal readonly record struct WriteRule(Tensor<int> Writers, Shape To, Shape From) : IMovementMany
{
    public Tensor<T> Forward<T>(ReadOnlySpan<Tensor<T>> xs) where T : unmanaged
    {
        var y = Tensor<T>.Uninitialized(To);
        Launch.Run(new WriteCall<T>(Writers.Length, To.Size, From.Size), xs[0].Contiguous(), xs[1].Contiguous(), Writers, y);
        return y;
    }

    public Tensor<T> Adjoint<T>(Tensor<T> g, int k) where T : unmanaged, IFloatingPointIeee754<T>
        => k == 0 ? Linear.Apply(new UnwrittenRule(Writers), g) : Pick.Apply(new WrittenRule(Writers, To, From), g);
}

/// <summary>x, but 0 where it is overwritten: its own adjoint.</summary>
internal readonly record struct UnwrittenRule(Tensor<int> Writers) : ILinear
{
    public Tensor<T> Forward<T>(Tensor<T> x) where T : unmanaged, IFloatingPointIeee754<T>
    {
        var y = Tensor<T>.Uninitialized(x.Shape);
        Launch.Run(new KeepUnwrittenCall<T>(Writers.Length, x.Length), x.Contiguous(), Writers, y);
        return y;
    }

    public Tensor<T> Adjoint<T>(Tensor<T> g) where T : unmanaged, IFloatingPointIeee754<T> => Linear.Apply(this, g);
}

/// <summary>What each slice of the source has written; 0 for those that were overwritten in turn.</summary>
internal readonly record struct WrittenRule(Tensor<int> Writers, Shape To, Shape From) : IPick
{
    public Tensor<T> Take<T>(Tensor<T> x) where T : unmanaged
    {
        var y = Tensor<T>.Uninitialized(From);
        Launch.Run(new CollectWrittenCall<T>(Writers.Length, To.Size, From.Size), x.Contiguous(), Writers, y);
        return y;
    }

    public void AddTo<T>(Tensor<T> target, Tensor<T> g) where T : unmanaged, IFloatingPointIeee754<T>
        => Launch.Run(new AddWrittenCall<T>(Writers.Length, To.Size, From.Size), g.Contiguous(), Writers, target);
}

/// <summary>Operands: index, writers.</summary>
internal readonly record struct WritersAlongAxisCall(string Op, Shape To, int Axis, Shape Index) : ICall
{
    public void Run(in Buffers buffers)
    {
        var index = buffers.Span<int>(0, Index.Size);
        var writers = buffers.Span<int>(1, To.Size);
        writers.Fill(-1);
        var outside = new AlongAxis(Index.Axes, To.ContiguousStrides(), Axis, To[Axis]).Number(index, writers);
        IndexErrors.ThrowIfOutside(outside, Op, index, Index, To, Axis);
    }
}

/// <summary>Operands: x, source, writers, y.</summary>
internal readonly record struct WriteCall<T>(int Slices, int Size, int Sources) : ICall where T : unmanaged
{
    public void Run(in Buffers buffers)
        => Writers.Write<T>(buffers.Span<T>(0, Size), buffers.Span<T>(1, Sources), buffers.Span<int>(2, Slices), Size / Math.Max(1, Slices), buffers.Span<T>(3, Size));
}

/// <summary>Operands: x, writers, y.</summary>
internal readonly record struct KeepUnwrittenCall<T>(int Slices, int Size) : ICall where T : unmanaged
{
    public void Run(in Buffers buffers) => Writers.Keep<T>(buffers.Span<T>(0, Size), buffers.Span<int>(1, Slices), Size / Math.Max(1, Slices), buffers.Span<T>(2, Size));
}

/// <summary>Operands: x, writers, what was written.</summary>
internal readonly record struct CollectWrittenCall<T>(int Slices, int Size, int Sources) : ICall where T : unmanaged
{
    public void Run(in Buffers buffers)
        => Writers.Collect<T>(buffers.Span<T>(0, Size), buffers.Span<int>(1, Slices), Size / Math.Max(1, Slices), buffers.Span<T>(2, Sources));
}

/// <summary>Operands: source, writers, the target, which is added to.</summary>
internal readonly record struct AddWrittenCall<T>(int Slices, int Size, int Sources) : ICall where T : unmanaged, INumberBase<T>
{
    public void Run(in Buffers buffers)
        => Writers.Add<T>(buffers.Span<T>(0, Sources), buffers.Span<int>(1, Slices), Size / Math.Max(1, Slices), buffers.Span<T>(2, Size));
}
