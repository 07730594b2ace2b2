namespace AutoDiff;

public abstract partial class Tensor
{
    /// <summary>The cross product of vectors of three numbers: y = a × b.</summary>
    /// <param name="a">Any shape with length 3 along the axis.</param>
    /// <param name="b">A shape that broadcasts with that of a.</param>
    /// <param name="axis">The axis of the vectors, counted in the broadcast shape; negative ones count from its end.</param>
    /// <returns>The broadcast shape.</returns>
    /// <exception cref="ShapeException">The shapes do not broadcast, or the axis is not of length 3 in both.</exception>
    /// <exception cref="ArgumentOutOfRangeException">There is no such axis.</exception>
    /// <remarks>vjp: ā = b × ȳ, b̄ = ȳ × a.</remarks>
    public static Tensor<T> Cross<T>(Tensor<T> a, Tensor<T> b, int axis = -1) where T : unmanaged, IFloatingPointIeee754<T>
    {
        ArgumentNullException.ThrowIfNull(a);
        ArgumentNullException.ThrowIfNull(b);
        var shape = Shape.Broadcast(a.Shape, b.Shape, "cross");
        var fromEnd = shape.Axis(axis, "cross") - shape.Rank;
        if (fromEnd < -a.Rank || fromEnd < -b.Rank || a.Shape[fromEnd] != 3 || b.Shape[fromEnd] != 3)
            throw new ShapeException($"cross: axis {axis} must have length 3 in both, got {a.Shape} and {b.Shape}.");
        return Bilinear.Apply(new CrossRule(fromEnd), a.BroadcastTo(shape), b.BroadcastTo(shape));
    }
}

/// <summary>y = a × b for tensors of one shape.</summary>
/// <param name="Axis">The axis of the vectors, counted from the end.</param>
internal readonly record struct CrossRule(int Axis) : IBilinear
{
    public Tensor<T> Forward<T>(Tensor<T> a, Tensor<T> b) where T : unmanaged, IFloatingPointIeee754<T>
    {
        var y = Tensor<T>.Uninitialized(a.Shape);
        var inner = 1;
        for (var axis = Axis + 1; axis < 0; axis++) inner *= a.Shape[axis];
        if (y.Length > 0) Launch.Run(new CrossCall<T>(y.Length / (3 * inner), inner), a.Contiguous(), b.Contiguous(), y);
        return y;
    }

    public Tensor<T> AdjointA<T>(Tensor<T> g, Tensor<T> a, Tensor<T> b) where T : unmanaged, IFloatingPointIeee754<T> => Bilinear.Apply(this, b, g);

    public Tensor<T> AdjointB<T>(Tensor<T> g, Tensor<T> a, Tensor<T> b) where T : unmanaged, IFloatingPointIeee754<T> => Bilinear.Apply(this, g, a);

    public bool TryAddAdjointA<T>(Tensor<T> target, Tensor<T> g, Tensor<T> a, Tensor<T> b) where T : unmanaged, IFloatingPointIeee754<T> => false;

    public bool TryAddAdjointB<T>(Tensor<T> target, Tensor<T> g, Tensor<T> a, Tensor<T> b) where T : unmanaged, IFloatingPointIeee754<T> => false;
}

/// <summary>Cross products along the middle of three axes.</summary>
internal readonly record struct CrossCall<T>(int Outer, int Inner) : ICall where T : unmanaged, IFloatingPointIeee754<T>
{
    public void Run(in Buffers buffers)
    {
        var length = 3 * Outer * Inner;
        CrossProducts.Run(buffers.Span<T>(0, length), buffers.Span<T>(1, length), buffers.Span<T>(2, length), Outer, Inner);
    }
}
