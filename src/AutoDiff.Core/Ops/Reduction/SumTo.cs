namespace AutoDiff;

public abstract partial class Tensor
{
    /// <summary>x summed over the axes along which a tensor of the given shape is repeated to get that of x: the adjoint of broadcasting.</summary>
    /// <param name="x">Any shape.</param>
    /// <param name="shape">A shape that broadcasts to that of x.</param>
    /// <exception cref="ShapeException">The shape does not broadcast to that of x.</exception>
    public static Tensor<T> SumTo<T>(Tensor<T> x, Shape shape) where T : unmanaged, IFloatingPointIeee754<T>
    {
        ArgumentNullException.ThrowIfNull(x);
        if (x.Shape == shape) return x;
        if (shape.Rank > x.Rank || Shape.Broadcast(x.Shape, shape, "sum_to") != x.Shape)
            throw new ShapeException($"sum_to: shape {shape} does not broadcast to {x.Shape}.");
        var lead = x.Rank - shape.Rank;
        Span<int> axes = stackalloc int[x.Rank];
        var count = 0;
        for (var axis = 0; axis < x.Rank; axis++)
        {
            if (axis < lead || (shape[axis - lead] == 1 && x.Shape[axis] != 1)) axes[count++] = axis;
        }

        // Without a summed axis only leading ones differ, and those are all of length 1.
        return (count == 0 ? x : Sum(x, axes[..count], keepAxes: true)).Reshape(shape);
    }

    /// <summary>sum + x, or x itself where there is no sum yet.</summary>
    internal static Tensor<T> AddOrAdopt<T>(Tensor<T>? sum, Tensor<T> x) where T : unmanaged, IFloatingPointIeee754<T> => sum is null ? x : Add(sum, x);
}
