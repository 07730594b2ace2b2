namespace AutoDiff;

/// <summary>What a tensor is continued with beyond its ends.</summary>
public enum PadMode
{
    /// <summary>Mirrored at the first and last element, which are not repeated: c b | a b c | b a.</summary>
    Reflect,

    /// <summary>The first and last element repeated: a a | a b c | c c.</summary>
    Replicate,

    /// <summary>From the other end: b c | a b c | a b.</summary>
    Circular,
}

public abstract partial class Tensor
{
    /// <summary>x with elements of one value added before and after along its axes.</summary>
    /// <param name="x">Any shape.</param>
    /// <param name="padding">For each axis, the first axis first, how many elements are added before and after; negative numbers cut off.</param>
    /// <param name="value">The value of what is added.</param>
    /// <exception cref="ShapeException">There is not one entry for each axis, or more is cut off than there is.</exception>
    /// <remarks>vjp: x̄ is the part of ȳ where x lies.</remarks>
    public static Tensor<T> Pad<T>(Tensor<T> x, ReadOnlySpan<(int Before, int After)> padding, double value = 0) where T : unmanaged, INumberBase<T>
    {
        ArgumentNullException.ThrowIfNull(x);
        CheckPadding(x.Shape, padding);
        var (axes, starts, inside) = (x.Shape.ToArray(), new int[x.Rank], x);
        for (var axis = 0; axis < x.Rank; axis++)
        {
            var (before, after) = padding[axis];
            axes[axis] += before + after;
            starts[axis] = Math.Max(0, before);
            var cut = Math.Min(x.Shape[axis], Math.Max(0, -before));
            inside = inside.Narrow(axis, cut, Math.Max(0, x.Shape[axis] - cut - Math.Max(0, -after)));
        }

        if (inside.Shape == (Shape)axes) return inside;
        return value == 0 ? Linear.Move(new PadRule(inside.Shape, axes, starts), inside) : PadWith(inside, axes, starts, value);
    }

    /// <summary>x continued beyond its ends along its axes.</summary>
    /// <param name="x">Any shape; an axis that is padded must not be empty.</param>
    /// <param name="padding">For each axis, the first axis first, how many elements are added before and after; negative numbers cut off, after the other side was continued.</param>
    /// <param name="mode">What they are.</param>
    /// <exception cref="ShapeException">
    /// There is not one entry for each axis, more is cut off than there is, or the axis is too short: reflection adds at most as many as there
    /// are other elements, the circular mode at most as many as there are.
    /// </exception>
    /// <remarks>vjp: each ȳ goes to the element of x that it was taken from; axes are continued one after the other.</remarks>
    public static Tensor<T> Pad<T>(Tensor<T> x, ReadOnlySpan<(int Before, int After)> padding, PadMode mode) where T : unmanaged
    {
        ArgumentNullException.ThrowIfNull(x);
        CheckPadding(x.Shape, padding);
        for (var axis = 0; axis < padding.Length; axis++)
        {
            var (before, after) = padding[axis];
            var length = x.Shape[axis] + before + after;
            if (before > 0 || after > 0) x = Continue(x, axis, Math.Max(0, before), Math.Max(0, after), mode);
            if (before < 0 || after < 0) x = x.Narrow(axis, Math.Max(0, -before), length);
        }

        return x;
    }

    private static Tensor<T> Continue<T>(Tensor<T> x, int axis, int before, int after, PadMode mode) where T : unmanaged
    {
        var length = x.Shape[axis];
        var most = mode switch
        {
            PadMode.Reflect => length - 1,
            PadMode.Replicate => length == 0 ? 0 : int.MaxValue,
            PadMode.Circular => length,
            _ => throw new ArgumentOutOfRangeException(nameof(mode), mode, $"pad: there is no mode {mode}."),
        };
        if (Math.Max(before, after) > most)
            throw new ShapeException($"pad: mode {mode} can add at most {Math.Max(0, most)} on a side of axis {axis} of shape {x.Shape}, got ({before}, {after}).");
        var (head, tail) = mode switch
        {
            PadMode.Reflect => (x.Narrow(axis, 1, before).Flip(axis), x.Narrow(axis, length - 1 - after, after).Flip(axis)),
            PadMode.Replicate => (Repeated(x.Narrow(axis, 0, 1), axis, before), Repeated(x.Narrow(axis, length - 1, 1), axis, after)),
            _ => (x.Narrow(axis, length - before, before), x.Narrow(axis, 0, after)),
        };
        return Concat([head, x, tail], axis);
    }

    private static void CheckPadding(Shape shape, ReadOnlySpan<(int Before, int After)> padding)
    {
        if (padding.Length != shape.Rank) throw new ShapeException($"pad: one (before, after) for each of the {shape.Rank} axes of shape {shape} is required, got {padding.Length}.");
        for (var axis = 0; axis < shape.Rank; axis++)
        {
            var (before, after) = padding[axis];
            if (shape[axis] + (long)before + after < 0) throw new ShapeException($"pad: ({before}, {after}) cuts off more than axis {axis} of shape {shape} has.");
        }
    }

    private static Tensor<T> Repeated<T>(Tensor<T> x, int axis, int count) where T : unmanaged
    {
        var axes = x.Shape.ToArray();
        axes[axis] = count;
        return x.BroadcastTo(axes);
    }

    private static Tensor<T> PadWith<T>(Tensor<T> x, Shape to, int[] starts, double value) where T : unmanaged, INumberBase<T>
    {
        if (x is Tensor<double> doubles) return (Tensor<T>)(Tensor)General.Apply(new PadWithRule(x.Shape, to, starts, value), doubles);
        if (x is Tensor<float> floats) return (Tensor<T>)(Tensor)General.Apply(new PadWithRule(x.Shape, to, starts, value), floats);
        if (x is Tensor<Half> halves) return (Tensor<T>)(Tensor)General.Apply(new PadWithRule(x.Shape, to, starts, value), halves);
        return PadRule.Value(x, to, starts, T.CreateTruncating(value));
    }
}

/// <summary>Place into zeros ↔ cut out.</summary>
internal readonly record struct PadRule(Shape From, Shape To, int[] Starts) : IMovement
{
    public Tensor<T> Forward<T>(Tensor<T> x) where T : unmanaged => Value<T>(x, To, Starts, default);

    public Tensor<T> Adjoint<T>(Tensor<T> g) where T : unmanaged, IFloatingPointIeee754<T>
    {
        for (var axis = 0; axis < Starts.Length; axis++) g = g.Narrow(axis, Starts[axis], From[axis]);
        return g;
    }

    /// <summary>x amid a value.</summary>
    public static Tensor<T> Value<T>(Tensor<T> x, Shape to, int[] starts, T value) where T : unmanaged
    {
        var y = Tensor<T>.Uninitialized(to);
        Launch.Run(new PadCall<T>(x.Shape, to, starts, value), x.Contiguous(), y);
        return y;
    }
}

/// <summary>x amid a value that is not 0.</summary>
internal readonly record struct PadWithRule(Shape From, Shape To, int[] Starts, double Value) : IGeneral
{
    public Tensor<T> Forward<T>(Tensor<T> x) where T : unmanaged, IFloatingPointIeee754<T> => PadRule.Value(x, To, Starts, T.CreateTruncating(Value));

    public Tensor<T> Vjp<T>(Tensor<T> g, Tensor<T> x, Tensor<T> y) where T : unmanaged, IFloatingPointIeee754<T> => new PadRule(From, To, Starts).Adjoint(g);

    public Tensor<T> Jvp<T>(Tensor<T> t, Tensor<T> x, Tensor<T> y) where T : unmanaged, IFloatingPointIeee754<T> => Linear.Move(new PadRule(From, To, Starts), t);
}

/// <summary>Operands: x, y.</summary>
internal readonly record struct PadCall<T>(Shape From, Shape To, int[] Starts, T Value) : ICall where T : unmanaged
{
    public void Run(in Buffers buffers) => Padding.Run(buffers.Span<T>(0, From.Size), From.Axes, Starts, To.Axes, Value, buffers.Span<T>(1, To.Size));
}
