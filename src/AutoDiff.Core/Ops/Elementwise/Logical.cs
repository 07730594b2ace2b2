namespace AutoDiff;

public abstract partial class Tensor
{
    /// <summary>Mask: both masks hold.</summary>
    /// <param name="a">Any shape.</param>
    /// <param name="b">A shape that broadcasts with the other.</param>
    /// <returns>The broadcast shape.</returns>
    /// <exception cref="ShapeException">The shapes do not broadcast.</exception>
    public static Tensor<bool> And(Tensor<bool> a, Tensor<bool> b) => Combine<And>(a, b, "and");

    /// <summary>Mask: at least one of the masks holds.</summary>
    /// <inheritdoc cref="And(Tensor{bool}, Tensor{bool})"/>
    public static Tensor<bool> Or(Tensor<bool> a, Tensor<bool> b) => Combine<Or>(a, b, "or");

    /// <summary>Mask: exactly one of the masks holds.</summary>
    /// <inheritdoc cref="And(Tensor{bool}, Tensor{bool})"/>
    public static Tensor<bool> Xor(Tensor<bool> a, Tensor<bool> b) => Combine<Xor>(a, b, "xor");

    /// <summary>Mask: the mask does not hold.</summary>
    /// <param name="mask">Any shape.</param>
    /// <returns>The same shape.</returns>
    public static Tensor<bool> Not(Tensor<bool> mask)
    {
        ArgumentNullException.ThrowIfNull(mask);
        var y = Tensor<bool>.Uninitialized(mask.Shape);
        Launch.Run(new NotCall(mask.Length), mask.Contiguous(), y);
        return y;
    }

    private static Tensor<bool> Combine<O>(Tensor<bool> a, Tensor<bool> b, string op) where O : struct, ILogical
    {
        ArgumentNullException.ThrowIfNull(a);
        ArgumentNullException.ThrowIfNull(b);
        var shape = Shape.Broadcast(a.Shape, b.Shape, op);
        var mask = Tensor<bool>.Uninitialized(shape);
        Launch.Run(new LogicalCall<O>(shape, Elementwise.StridesFor(a, shape), Elementwise.StridesFor(b, shape)), a, b, mask);
        return mask;
    }
}

/// <summary>Operands: a and b with strides, mask.</summary>
internal readonly record struct LogicalCall<O>(Shape Shape, int[]? A, int[]? B) : ICall where O : struct, ILogical
{
    public void Run(in Buffers buffers)
        => Masks.Combine<O>(
            new StridedReader<bool>(ref buffers.Start<bool>(0), Shape.Axes, A), new StridedReader<bool>(ref buffers.Start<bool>(1), Shape.Axes, B), buffers.Span<bool>(2, Shape.Size));
}

/// <summary>Operands: mask, its opposite.</summary>
internal readonly record struct NotCall(int Length) : ICall
{
    public void Run(in Buffers buffers) => Masks.Not(buffers.Span<bool>(0, Length), buffers.Span<bool>(1, Length));
}
