namespace AutoDiff;

public abstract partial class Tensor
{
    /// <summary>The linear recurrence h[k] = a[k] h[k-1] + b[k] along an axis, with h[-1] = 0: a discounted sum, a filter of first order, a state-space model.</summary>
    /// <param name="a">At least one axis.</param>
    /// <param name="b">The shape of a.</param>
    /// <param name="axis">The axis; negative ones count from the end.</param>
    /// <param name="fromEnd">Goes the other way, h[k] = a[k] h[k+1] + b[k]: the discounted sum of what is to come.</param>
    /// <returns>The shape of a.</returns>
    /// <exception cref="ShapeException">The shapes differ.</exception>
    /// <exception cref="ArgumentOutOfRangeException">There is no such axis.</exception>
    /// <remarks>vjp: b̄ = λ, ā[k] = λ[k] h[k-1], with λ[k] = h̄[k] + a[k+1] λ[k+1], a recurrence from the end.</remarks>
    public static Tensor<T> LinearRecurrence<T>(Tensor<T> a, Tensor<T> b, int axis, bool fromEnd = false) where T : unmanaged, IFloatingPointIeee754<T>
    {
        ArgumentNullException.ThrowIfNull(a);
        ArgumentNullException.ThrowIfNull(b);
        if (a.Shape != b.Shape) throw new ShapeException($"linear_recurrence: a and b must have the same shape, got {a.Shape} and {b.Shape}; use BroadcastTo where one repeats.");
        return Scans.Recur(a, b, a.Shape.Axis(axis, "linear_recurrence"), fromEnd);
    }
}

internal readonly record struct RecurrenceRule(int Axis, bool FromEnd) : IGeneral2
{
    public Tensor<T> Forward<T>(Tensor<T> a, Tensor<T> b) where T : unmanaged, IFloatingPointIeee754<T>
    {
        var h = Tensor<T>.Uninitialized(a.Shape);
        Launch.Run(new RecurrenceCall<T>(Lines.Along(a.Shape, Axis), FromEnd), a.Contiguous(), b.Contiguous(), h);
        return h;
    }

    public Tensor<T> VjpA<T>(Tensor<T> g, Tensor<T> a, Tensor<T> b, Tensor<T> y) where T : unmanaged, IFloatingPointIeee754<T>
        => Tensor.Mul(VjpB(g, a, b, y), Scans.Shift(y, Axis, FromEnd, 0));

    public Tensor<T> VjpB<T>(Tensor<T> g, Tensor<T> a, Tensor<T> b, Tensor<T> y) where T : unmanaged, IFloatingPointIeee754<T>
        => Scans.Recur(Scans.Shift(a, Axis, !FromEnd, 0), g, Axis, !FromEnd);

    public Tensor<T> JvpA<T>(Tensor<T> t, Tensor<T> a, Tensor<T> b, Tensor<T> y) where T : unmanaged, IFloatingPointIeee754<T>
        => Scans.Recur(a, Tensor.Mul(t, Scans.Shift(y, Axis, FromEnd, 0)), Axis, FromEnd);

    public Tensor<T> JvpB<T>(Tensor<T> t, Tensor<T> a, Tensor<T> b, Tensor<T> y) where T : unmanaged, IFloatingPointIeee754<T> => Scans.Recur(a, t, Axis, FromEnd);
}

/// <summary>The recurrence along each line.</summary>
internal readonly record struct RecurrenceCall<T>(Lines Lines, bool FromEnd) : ICall where T : unmanaged, IFloatingPointIeee754<T>
{
    public void Run(in Buffers buffers)
        => Recurrence.Run<T>(buffers.Span<T>(0, Lines.Size), buffers.Span<T>(1, Lines.Size), Lines.Outer, Lines.Count, Lines.Inner, FromEnd, buffers.Span<T>(2, Lines.Size));
}
