namespace AutoDiff;

public sealed partial class Tensor<T>
{
    /// <summary>The same elements in row-major order with another shape; a view where strides allow.</summary>
    /// <param name="shape">Lengths of the axes; one of them may be -1 and follows from the others.</param>
    /// <exception cref="ShapeException">The number of elements differs.</exception>
    public Tensor<T> Reshape(params ReadOnlySpan<int> shape)
    {
        var axes = shape.ToArray();
        if (!Reshaping.TryFill(axes, Length)) throw new ShapeException($"reshape: shape {Shape} ({Length} elements) cannot become [{string.Join(", ", shape.ToArray())}].");
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
        if (x.StridesOrNull is { } strides && To.Size > 0 && Reshaping.Strides(x.Shape, strides, To) is { } view) return x.View(To, x.Offset, view);
        var source = x.Contiguous();
        return source.View(To, source.Offset, null);
    }

    public Tensor<T> Adjoint<T>(Tensor<T> g) where T : unmanaged, IFloatingPointIeee754<T> => g.Reshape(From);
}

/// <summary>The arithmetic of shapes that hold the same elements.</summary>
internal static class Reshaping
{
    /// <summary>Replaces a -1 by what makes the lengths multiply to a number of elements.</summary>
    /// <returns>False where they cannot.</returns>
    public static bool TryFill(Span<int> lengths, int count)
    {
        var open = lengths.IndexOf(-1);
        long known = 1;
        for (var axis = 0; axis < lengths.Length; axis++)
        {
            if (axis == open) continue;
            if (lengths[axis] < 0) return false;
            known = Math.Min(known * lengths[axis], long.MaxValue >> 32);
        }

        if (open < 0) return known == count;
        if (known == 0 || count % known != 0) return false;
        lengths[open] = (int)(count / known);
        return true;
    }

    /// <summary>The strides with which strided elements can be seen in another shape of as many elements, at least one; null where they cannot.</summary>
    /// <remarks>Both shapes fall into groups of axes with equal products; within a group the old axes must be one run with even steps.</remarks>
    public static int[]? Strides(Shape from, int[] strides, Shape to)
    {
        var view = new int[to.Rank];
        var (i, j) = (0, 0);
        while (i < from.Rank || j < to.Rank)
        {
            // An axis of length 1 belongs to no group: its stride is never used.
            if (i < from.Rank && from[i] == 1) i++;
            else if (j < to.Rank && to[j] == 1) view[j++] = 1;
            else
            {
                var (firstNew, product, wanted) = (j, from[i], to[j++]);
                while (product != wanted)
                {
                    if (wanted < product) wanted *= to[j++];
                    else
                    {
                        var outer = strides[i++];
                        while (from[i] == 1) i++;
                        if (outer != (long)strides[i] * from[i]) return null;
                        product *= from[i];
                    }
                }

                var step = strides[i++];
                for (var k = j - 1; k >= firstNew; k--)
                {
                    view[k] = step;
                    step *= to[k];
                }
            }
        }

        return view;
    }
}
