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
        var source = x.Contiguous();
        return source.View(To, source.Offset, null);
    }

    public Tensor<T> Adjoint<T>(Tensor<T> g) where T : unmanaged, IFloatingPointIeee754<T> => g.Reshape(From);
}
