namespace AutoDiff;

public sealed partial class Tensor<T>
{
    /// <summary>The same elements in row-major order with another shape; a view where strides allow.</summary>
    /// <param name="shape">Lengths of the axes; one of them may be -1 and follows from the others.</param>
    /// <exception cref="ShapeException">The number of elements differs.</exception>
    public Tensor<T> Reshape(params ReadOnlySpan<int> shape)
    {
        var axes = shape.ToArray();
        var open = Array.IndexOf(axes, -1);
        if (open >= 0)
        {
            long known = 1;
            for (var axis = 0; axis < axes.Length; axis++)
            {
                if (axis != open) known *= axes[axis];
            }

            if (Array.LastIndexOf(axes, -1) != open || known <= 0 || Length % known != 0)
                throw new ShapeException($"reshape: shape {Shape} ({Length} elements) cannot become [{string.Join(", ", axes)}].");
            axes[open] = (int)(Length / known);
        }

        return Reshape((Shape)axes);
    }

    /// <inheritdoc cref="Reshape(ReadOnlySpan{int})"/>
    public Tensor<T> Reshape(Shape shape)
    {
        if (shape == Shape) return this;
        if (shape.Size != Length)
            throw new ShapeException($"reshape: shape {Shape} ({Length} elements) cannot become {shape} ({shape.Size} elements).");
        return Linear.Move(new ReshapeRule(Shape, shape), this);
    }
}

/// <summary>Reshape ↔ reshape back.</summary>
internal readonly record struct ReshapeRule(Shape From, Shape To) : IMovement
{
    public Tensor<T> Forward<T>(Tensor<T> x) where T : unmanaged
    {
        if (x.IsContiguous) return x.View(To, x.Offset, null);
        if (Strides(x.Shape, x.Strides, To) is { } strides) return x.View(To, x.Offset, strides);
        var source = x.Contiguous();
        return source.View(To, source.Offset, null);
    }

    public Tensor<T> Adjoint<T>(Tensor<T> g) where T : unmanaged, IFloatingPointIeee754<T> => g.Reshape(From);

    /// <summary>The strides that show memory in another shape; null where only a copy can.</summary>
    private static int[]? Strides(Shape from, int[] strides, Shape to)
    {
        if (from.Size == 0) return null;
        var result = new int[to.Rank];
        var (f, t) = (0, 0);
        while (f < from.Rank || t < to.Rank)
        {
            // The next run of axes on either side that hold the same elements; axes of length 1 join any run.
            var (first, start) = (f, t);
            var (sizeFrom, sizeTo) = (f < from.Rank ? from[f++] : 1, t < to.Rank ? to[t++] : 1);
            while (sizeFrom != sizeTo)
            {
                if (sizeFrom < sizeTo) sizeFrom *= from[f++];
                else sizeTo *= to[t++];
            }

            // They are one line where each axis steps over the whole of the next.
            int? inner = null, step = null;
            for (var axis = f - 1; axis >= first; axis--)
            {
                if (from[axis] == 1) continue;
                if (step is { } next && strides[axis] != next) return null;
                inner ??= strides[axis];
                step = strides[axis] * from[axis];
            }

            var stride = inner ?? 1;
            for (var axis = t - 1; axis >= start; axis--)
            {
                result[axis] = stride;
                stride *= to[axis];
            }
        }

        return result;
    }
}
