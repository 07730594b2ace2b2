namespace AutoDiff;

public abstract partial class Tensor
{
    /// <summary>The tensors joined along an axis that they have.</summary>
    /// <param name="xs">At least one; all axes but the joined one are equal.</param>
    /// <param name="axis">The axis; negative ones count from the end.</param>
    /// <returns>The joined axis is as long as all together.</returns>
    /// <exception cref="ShapeException">The other axes differ, or there is no tensor, or a scalar.</exception>
    /// <exception cref="ArgumentOutOfRangeException">There is no such axis.</exception>
    /// <remarks>vjp: each x̄ is its part of ȳ.</remarks>
    public static Tensor<T> Concat<T>(ReadOnlySpan<Tensor<T>> xs, int axis = 0) where T : unmanaged, IFloatingPointIeee754<T>
    {
        if (xs.IsEmpty) throw new ShapeException("concat: at least one tensor is required, got none.");
        var first = xs[0].Shape;
        if (first.Rank == 0) throw new ShapeException("concat: tensors with at least one axis are required, got a scalar; use Stack.");
        var at = first.Axis(axis, "concat");
        var starts = new int[xs.Length + 1];
        for (var k = 0; k < xs.Length; k++)
        {
            var shape = xs[k].Shape;
            var fits = shape.Rank == first.Rank;
            for (var i = 0; fits && i < first.Rank; i++) fits = i == at || shape[i] == first[i];
            if (!fits) throw new ShapeException($"concat: all axes but axis {at} must be equal, got {first} and {shape}.");
            starts[k + 1] = starts[k] + shape[at];
        }

        var axes = first.ToArray();
        axes[at] = starts[^1];
        return LinearMany.Apply(new ConcatRule(at, axes, starts), xs);
    }

    /// <summary>Tensors of one shape side by side along a new axis.</summary>
    /// <param name="xs">At least one; all of the same shape.</param>
    /// <param name="axis">Where the new axis stands in the result; negative ones count from its end.</param>
    /// <exception cref="ShapeException">The shapes differ, or there is no tensor.</exception>
    /// <exception cref="ArgumentOutOfRangeException">There is no such axis.</exception>
    /// <remarks>vjp: each x̄ is its slice of ȳ.</remarks>
    public static Tensor<T> Stack<T>(ReadOnlySpan<Tensor<T>> xs, int axis = 0) where T : unmanaged, IFloatingPointIeee754<T>
    {
        if (xs.IsEmpty) throw new ShapeException("stack: at least one tensor is required, got none.");
        var parts = new Tensor<T>[xs.Length];
        for (var k = 0; k < xs.Length; k++)
        {
            if (xs[k].Shape != xs[0].Shape) throw new ShapeException($"stack: all tensors must have the same shape, got {xs[0].Shape} and {xs[k].Shape}.");
            parts[k] = xs[k].Unsqueeze(axis);
        }

        return Concat<T>(parts, axis);
    }
}

/// <summary>Concatenate ↔ narrow.</summary>
internal readonly record struct ConcatRule(int Axis, Shape Shape, int[] Starts) : ILinearMany
{
    public Tensor<T> Forward<T>(ReadOnlySpan<Tensor<T>> xs) where T : unmanaged, IFloatingPointIeee754<T>
    {
        var y = Tensor<T>.Uninitialized(Shape);
        var inner = 1;
        for (var axis = Axis + 1; axis < Shape.Rank; axis++) inner *= Shape[axis];
        var row = Shape[Axis] * inner;
        var outer = row == 0 ? 0 : Shape.Size / row;
        for (var k = 0; k < xs.Length; k++)
        {
            var source = xs[k].Contiguous().Span;
            var length = (Starts[k + 1] - Starts[k]) * inner;
            for (var o = 0; o < outer; o++) source.Slice(o * length, length).CopyTo(y.WritableSpan[(o * row + Starts[k] * inner)..]);
        }

        return y;
    }

    public Tensor<T> Adjoint<T>(Tensor<T> g, int k) where T : unmanaged, IFloatingPointIeee754<T> => g.Narrow(Axis, Starts[k], Starts[k + 1] - Starts[k]);
}
