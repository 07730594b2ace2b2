namespace AutoDiff;

public sealed partial class Tensor<T>
{
    /// <summary>The tensor repeated along axes of length 1 and new leading axes until it has the given shape; a view.</summary>
    /// <param name="shape">The shape wanted.</param>
    /// <exception cref="ShapeException">The tensor does not broadcast to that shape.</exception>
    /// <remarks>vjp: x̄ is ȳ summed over the repeated axes.</remarks>
    public Tensor<T> BroadcastTo(Shape shape)
    {
        if (shape == Shape) return this;
        if (shape.Rank < Rank || Shape.Broadcast(Shape, shape, "broadcast") != shape)
            throw new ShapeException($"broadcast: shape {Shape} does not broadcast to {shape}.");
        return Linear.Move(new BroadcastRule(Shape, shape), this);
    }

    /// <summary>The tensor repeated along axes of length 1 and new leading axes; a view.</summary>
    /// <param name="lengths">The lengths wanted, the last axis last; -1 keeps an axis as it is.</param>
    /// <exception cref="ShapeException">The tensor does not broadcast to that shape, or a new axis has length -1.</exception>
    /// <remarks>vjp: x̄ is ȳ summed over the repeated axes.</remarks>
    public Tensor<T> Expand(params ReadOnlySpan<int> lengths)
    {
        var axes = lengths.ToArray();
        for (var k = 1; k <= axes.Length; k++)
        {
            if (axes[^k] == -1 && k <= Rank) axes[^k] = Shape[^k];
            else if (axes[^k] < 0) throw new ShapeException($"expand: shape {Shape} cannot become [{string.Join(", ", lengths.ToArray())}]; only an axis that is there can be kept by -1.");
        }

        Shape shape = axes;
        if (shape.Rank < Rank || Shape.Broadcast(Shape, shape, "expand") != shape) throw new ShapeException($"expand: shape {Shape} does not broadcast to {shape}.");
        return BroadcastTo(shape);
    }
}

/// <summary>Broadcast ↔ sum.</summary>
internal readonly record struct BroadcastRule(Shape From, Shape To) : IMovement
{
    public Tensor<T> Forward<T>(Tensor<T> x) where T : unmanaged => x.View(To, x.Offset, Elementwise.BroadcastStrides(x, To));

    public Tensor<T> Adjoint<T>(Tensor<T> g) where T : unmanaged, IFloatingPointIeee754<T> => Tensor.SumTo(g, From);
}
