namespace AutoDiff;

public abstract partial class Tensor
{
    /// <summary>x with one value where a mask holds.</summary>
    /// <param name="x">A shape that broadcasts with the mask.</param>
    /// <param name="mask">A shape that broadcasts with x.</param>
    /// <param name="value">The value.</param>
    /// <returns>The broadcast shape.</returns>
    /// <exception cref="ShapeException">The shapes do not broadcast.</exception>
    /// <remarks>vjp: x̄ is ȳ, but 0 where the mask holds.</remarks>
    public static Tensor<T> MaskedFill<T>(Tensor<T> x, Tensor<bool> mask, double value) where T : unmanaged, INumberBase<T>
        => Select(mask, Scalar(T.CreateTruncating(value)), x, "masked_fill");

    /// <summary>The elements where a mask holds, in row-major order.</summary>
    /// <param name="x">A shape that broadcasts with the mask.</param>
    /// <param name="mask">A shape that broadcasts with x.</param>
    /// <returns>A vector, as long as the mask holds often.</returns>
    /// <exception cref="ShapeException">The shapes do not broadcast.</exception>
    /// <exception cref="NotSupportedException">A function is being compiled: the shape of the result depends on values.</exception>
    /// <remarks>vjp: ȳ goes back to where it was taken from.</remarks>
    public static Tensor<T> MaskedSelect<T>(Tensor<T> x, Tensor<bool> mask) where T : unmanaged
    {
        ArgumentNullException.ThrowIfNull(x);
        ArgumentNullException.ThrowIfNull(mask);
        DependsOnValues("masked_select");
        var shape = Shape.Broadcast(x.Shape, mask.Shape, "masked_select");
        return Take(x.BroadcastTo(shape), Holding(mask.BroadcastTo(shape)));
    }

    /// <summary>x with the places where a mask holds overwritten by elements of a source, in row-major order.</summary>
    /// <param name="x">A shape that broadcasts with the mask.</param>
    /// <param name="mask">A shape that broadcasts with x.</param>
    /// <param name="source">At least as many elements as the mask holds often; any shape.</param>
    /// <returns>The broadcast shape of x and the mask.</returns>
    /// <exception cref="ShapeException">The shapes do not broadcast, or the source has too few elements.</exception>
    /// <remarks>vjp: x̄ is ȳ, but 0 where the mask holds; the adjoint of the source is ȳ from there.</remarks>
    public static Tensor<T> MaskedScatter<T>(Tensor<T> x, Tensor<bool> mask, Tensor<T> source) where T : unmanaged
    {
        ArgumentNullException.ThrowIfNull(x);
        ArgumentNullException.ThrowIfNull(mask);
        ArgumentNullException.ThrowIfNull(source);
        var shape = Shape.Broadcast(x.Shape, mask.Shape, "masked_scatter");
        var writers = Tensor<int>.Uninitialized(shape);
        Launch.Run(new WritersOfMaskCall(shape, source.Shape), mask.BroadcastTo(shape).Contiguous(), writers);
        return LinearMany.Move(new WriteRule(writers, shape, source.Shape), [x.BroadcastTo(shape), source]);
    }

    /// <summary>The positions at which a mask holds, in row-major order.</summary>
    /// <param name="mask">Any shape.</param>
    /// <returns>A row for each position, with an index for each axis: shape [n, rank].</returns>
    /// <exception cref="NotSupportedException">A function is being compiled: the shape of the result depends on values.</exception>
    public static Tensor<int> NonZero(Tensor<bool> mask)
    {
        ArgumentNullException.ThrowIfNull(mask);
        DependsOnValues("nonzero");
        var places = Holding(mask);
        var positions = Tensor<int>.Uninitialized([places.Length, mask.Rank]);
        Launch.Run(new UnravelCall(places.Length, mask.Shape), places, positions);
        return positions;
    }

    /// <summary>The positions of the elements that are not 0, in row-major order; a NaN is one of them.</summary>
    /// <param name="x">Any shape.</param>
    /// <returns>A row for each position, with an index for each axis: shape [n, rank].</returns>
    /// <exception cref="NotSupportedException">A function is being compiled: the shape of the result depends on values.</exception>
    public static Tensor<int> NonZero<T>(Tensor<T> x) where T : unmanaged, INumber<T> => NonZero(NotEqual(x, Scalar(T.Zero)));

    /// <summary>The row-major places where a mask holds.</summary>
    private static Tensor<int> Holding(Tensor<bool> mask)
    {
        var holds = mask.Contiguous();
        var places = Tensor<int>.Uninitialized([Masks.Count(holds.Span)]);
        Launch.Run(new HoldingCall(mask.Length, places.Length), holds, places);
        return places;
    }
}

/// <summary>Operands: mask, writers.</summary>
internal readonly record struct WritersOfMaskCall(Shape Mask, Shape Source) : ICall
{
    public void Run(in Buffers buffers)
    {
        var count = Writers.FromMask(buffers.Span<bool>(0, Mask.Size), buffers.Span<int>(1, Mask.Size));
        if (count > Source.Size) throw new ShapeException($"masked_scatter: the mask of shape {Mask} holds {count} times, but the source of shape {Source} has only {Source.Size} elements.");
    }
}

/// <summary>Operands: mask, the places where it holds.</summary>
internal readonly record struct HoldingCall(int Length, int Count) : ICall
{
    public void Run(in Buffers buffers) => Positions.Holding(buffers.Span<bool>(0, Length), buffers.Span<int>(1, Count));
}

/// <summary>Operands: row-major places, an index for each axis.</summary>
internal readonly record struct UnravelCall(int Count, Shape Shape) : ICall
{
    public void Run(in Buffers buffers) => Positions.Unravel(buffers.Span<int>(0, Count), Shape.Axes, buffers.Span<int>(1, Count * Shape.Rank));
}
