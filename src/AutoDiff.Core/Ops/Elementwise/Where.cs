namespace AutoDiff;

public abstract partial class Tensor
{
    /// <summary>a where the mask holds, else b. The side not taken has no influence, in the derivative too.</summary>
    /// <param name="mask">A shape that broadcasts with the others.</param>
    /// <param name="a">Taken where the mask holds.</param>
    /// <param name="b">Taken elsewhere.</param>
    /// <returns>The broadcast shape.</returns>
    /// <exception cref="ShapeException">The shapes do not broadcast.</exception>
    /// <remarks>ā = where(mask, ȳ, 0), b̄ = where(mask, 0, ȳ). An adjoint of exactly 0 stays 0: where(x &gt; 0, √x, 0) has gradient 0, not NaN, at x &lt; 0.</remarks>
    public static Tensor<T> Where<T>(Tensor<bool> mask, Tensor<T> a, Tensor<T> b) where T : unmanaged => Select(mask, a, b, "where");

    private static Tensor<T> Select<T>(Tensor<bool> mask, Tensor<T> a, Tensor<T> b, string op) where T : unmanaged
    {
        ArgumentNullException.ThrowIfNull(mask);
        ArgumentNullException.ThrowIfNull(a);
        ArgumentNullException.ThrowIfNull(b);
        var shape = Shape.Broadcast(Shape.Broadcast(a.Shape, b.Shape, op), mask.Shape, op);
        return LinearMany.Move(new SelectRule(mask, shape), [a, b]);
    }
}

/// <summary>Where a mask holds the first, else the second: linear in both.</summary>
internal readonly record struct SelectRule(Tensor<bool> Mask, Shape Shape) : IMovementMany
{
    public Tensor<T> Forward<T>(ReadOnlySpan<Tensor<T>> xs) where T : unmanaged
    {
        var y = Tensor<T>.Uninitialized(Shape);
        var call = new SelectCall<T>(Shape, Elementwise.StridesFor(Mask, Shape), Elementwise.StridesFor(xs[0], Shape), Elementwise.StridesFor(xs[1], Shape));
        Launch.Run(call, Mask, xs[0], xs[1], y);
        return y;
    }

    public Tensor<T> Adjoint<T>(Tensor<T> g, int k) where T : unmanaged, IFloatingPointIeee754<T>
        => k == 0 ? Tensor.Where(Mask, g, Tensor.Scalar(T.Zero)) : Tensor.Where(Mask, Tensor.Scalar(T.Zero), g);
}

/// <summary>Operands: mask, a and b with strides, y.</summary>
internal readonly record struct SelectCall<T>(Shape Shape, int[]? Mask, int[]? A, int[]? B) : ICall where T : unmanaged
{
    public void Run(in Buffers buffers)
        => Choice.Run<T>(
            new(ref buffers.Start<bool>(0), Shape.Axes, Mask), new(ref buffers.Start<T>(1), Shape.Axes, A), new(ref buffers.Start<T>(2), Shape.Axes, B), buffers.Span<T>(3, Shape.Size));
}
