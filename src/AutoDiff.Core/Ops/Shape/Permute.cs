namespace AutoDiff;

public sealed partial class Tensor<T>
{
    /// <summary>The last two axes exchanged; a view.</summary>
    /// <exception cref="ShapeException">There are fewer than two axes.</exception>
    public Tensor<T> Transpose()
        => Rank >= 2 ? Transpose(-1, -2) : throw new ShapeException($"transpose: at least two axes are required, got shape {Shape}.");

    /// <summary>Two axes exchanged; a view.</summary>
    /// <param name="axis1">An axis; negative ones count from the end.</param>
    /// <param name="axis2">Another axis.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no such axis.</exception>
    public Tensor<T> Transpose(int axis1, int axis2)
    {
        var order = Enumerable.Range(0, Rank).ToArray();
        var (i, j) = (Shape.Axis(axis1, "transpose"), Shape.Axis(axis2, "transpose"));
        (order[i], order[j]) = (order[j], order[i]);
        return Permute(order);
    }

    /// <summary>One axis moved to another place, the others in the order in which they are; a view.</summary>
    /// <param name="source">The axis; negative ones count from the end.</param>
    /// <param name="destination">Its place in the result; negative ones count from the end.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no such axis.</exception>
    public Tensor<T> MoveAxis(int source, int destination) => MoveAxis([source], [destination]);

    /// <summary>Axes moved to other places, the others in the order in which they are; a view.</summary>
    /// <param name="sources">The axes; negative ones count from the end.</param>
    /// <param name="destinations">Their places in the result; negative ones count from the end.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no such axis.</exception>
    /// <exception cref="ArgumentException">There are not as many of one as of the other, or an axis occurs twice.</exception>
    public Tensor<T> MoveAxis(ReadOnlySpan<int> sources, ReadOnlySpan<int> destinations)
    {
        if (sources.Length != destinations.Length)
            throw new ArgumentException($"move_axis: as many destinations as sources are required, got {sources.Length} sources and {destinations.Length} destinations.", nameof(destinations));
        var order = new int[Rank];
        Array.Fill(order, -1);
        var moved = new bool[Rank];
        for (var k = 0; k < sources.Length; k++)
        {
            var (from, to) = (Shape.Axis(sources[k], "move_axis"), Shape.Axis(destinations[k], "move_axis"));
            if (moved[from] || order[to] >= 0) throw new ArgumentException($"move_axis: axis {(moved[from] ? from : to)} of shape {Shape} occurs twice.", nameof(sources));
            (moved[from], order[to]) = (true, from);
        }

        for (var (axis, next) = (0, 0); axis < Rank; axis++)
        {
            if (order[axis] >= 0) continue;
            while (moved[next]) next++;
            order[axis] = next++;
        }

        return Permute(order);
    }

    /// <summary>The axes in another order; a view.</summary>
    /// <param name="axes">For each axis of the result, the axis of this tensor; negative ones count from the end.</param>
    /// <exception cref="ArgumentException">The axes are not a permutation.</exception>
    /// <remarks>vjp: x̄ is ȳ permuted back.</remarks>
    public Tensor<T> Permute(params ReadOnlySpan<int> axes)
    {
        if (axes.Length != Rank) throw new ArgumentException($"permute: one axis for each of the {Rank} axes of shape {Shape} is required, got {axes.Length}.", nameof(axes));
        var order = new int[Rank];
        var seen = new bool[Rank];
        for (var k = 0; k < order.Length; k++)
        {
            order[k] = Shape.Axis(axes[k], "permute");
            if (seen[order[k]]) throw new ArgumentException($"permute: axis {order[k]} occurs twice in [{string.Join(", ", axes.ToArray())}].", nameof(axes));
            seen[order[k]] = true;
        }

        for (var k = 0; k < order.Length; k++)
        {
            if (order[k] != k) return Linear.Move(new PermuteRule(order), this);
        }

        return this;
    }
}

/// <summary>Permute ↔ permute back.</summary>
internal readonly record struct PermuteRule(int[] Order) : IMovement
{
    public Tensor<T> Forward<T>(Tensor<T> x) where T : unmanaged
    {
        var (axes, strides, own) = (new int[x.Rank], new int[x.Rank], x.Strides);
        for (var k = 0; k < axes.Length; k++) (axes[k], strides[k]) = (x.Shape[Order[k]], own[Order[k]]);
        return x.View(axes, x.Offset, strides);
    }

    public Tensor<T> Adjoint<T>(Tensor<T> g) where T : unmanaged, IFloatingPointIeee754<T>
    {
        var back = new int[Order.Length];
        for (var k = 0; k < back.Length; k++) back[Order[k]] = k;
        return g.Permute(back);
    }
}
