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
    public static Tensor<T> Concat<T>(ReadOnlySpan<Tensor<T>> xs, int axis = 0) where T : unmanaged
    {
        if (xs.IsEmpty) throw new ShapeException("concat: at least one tensor is required, got none.");
        ArgumentNullException.ThrowIfNull(xs[0], nameof(xs));
        var first = xs[0].Shape;
        if (first.Rank == 0) throw new ShapeException("concat: tensors with at least one axis are required, got a scalar; use Stack.");
        var at = first.Axis(axis, "concat");
        var starts = new int[xs.Length + 1];
        for (var k = 0; k < xs.Length; k++)
        {
            ArgumentNullException.ThrowIfNull(xs[k], nameof(xs));
            var shape = xs[k].Shape;
            var fits = shape.Rank == first.Rank;
            for (var i = 0; fits && i < first.Rank; i++) fits = i == at || shape[i] == first[i];
            if (!fits) throw new ShapeException($"concat: all axes but axis {at} must be equal, got {first} and {shape} (tensor {k}).");
            starts[k + 1] = starts[k] + shape[at];
        }

        var axes = first.ToArray();
        axes[at] = starts[^1];
        return LinearMany.Move(new ConcatRule(at, axes, starts), xs);
    }

    /// <summary>Tensors of one shape side by side along a new axis.</summary>
    /// <param name="xs">At least one; all of the same shape.</param>
    /// <param name="axis">Where the new axis stands in the result; negative ones count from its end.</param>
    /// <exception cref="ShapeException">The shapes differ, or there is no tensor.</exception>
    /// <exception cref="ArgumentOutOfRangeException">There is no such axis.</exception>
    /// <remarks>vjp: each x̄ is its slice of ȳ.</remarks>
    public static Tensor<T> Stack<T>(ReadOnlySpan<Tensor<T>> xs, int axis = 0) where T : unmanaged
    {
        if (xs.IsEmpty) throw new ShapeException("stack: at least one tensor is required, got none.");
        ArgumentNullException.ThrowIfNull(xs[0], nameof(xs));
        var first = xs[0].Shape;
        if (axis < -first.Rank - 1 || axis > first.Rank)
            throw new ArgumentOutOfRangeException(nameof(axis), axis, $"stack: an axis in [{-first.Rank - 1}, {first.Rank}] is required for tensors of shape {first}, got {axis}.");
        for (var k = 0; k < xs.Length; k++)
        {
            ArgumentNullException.ThrowIfNull(xs[k], nameof(xs));
            if (xs[k].Shape != first) throw new ShapeException($"stack: all tensors must have the same shape, got {first} and {xs[k].Shape} (tensor {k}).");
        }

        var at = axis < 0 ? axis + first.Rank + 1 : axis;
        return LinearMany.Move(new StackRule(at, [.. first.Axes[..at], xs.Length, .. first.Axes[at..]]), xs);
    }
}

/// <summary>Concatenate ↔ narrow.</summary>
internal readonly record struct ConcatRule(int Axis, Shape Shape, int[] Starts) : IMovementMany
{
    public Tensor<T> Forward<T>(ReadOnlySpan<Tensor<T>> xs) where T : unmanaged
    {
        var y = Tensor<T>.Uninitialized(Shape);
        for (var k = 0; k < xs.Length; k++)
        {
            if (xs[k].Length > 0) Launch.Copy(xs[k], Part(k).View(y));
        }

        return y;
    }

    public Tensor<T> Adjoint<T>(Tensor<T> g, int k) where T : unmanaged, IFloatingPointIeee754<T> => AutoDiff.Part.Apply(Part(k), g);

    private SliceRule Part(int k) => new(Axis, Starts[k], Starts[k + 1] - Starts[k], 1);
}

/// <summary>Stack ↔ select.</summary>
internal readonly record struct StackRule(int Axis, Shape Shape) : IMovementMany
{
    public Tensor<T> Forward<T>(ReadOnlySpan<Tensor<T>> xs) where T : unmanaged
    {
        var y = Tensor<T>.Uninitialized(Shape);
        for (var k = 0; k < xs.Length; k++)
        {
            if (xs[k].Length > 0) Launch.Copy(xs[k], new SelectAtRule(Axis, k).View(y));
        }

        return y;
    }

    public Tensor<T> Adjoint<T>(Tensor<T> g, int k) where T : unmanaged, IFloatingPointIeee754<T> => Part.Apply(new SelectAtRule(Axis, k), g);
}
