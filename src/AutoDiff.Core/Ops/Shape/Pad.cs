namespace AutoDiff;

public abstract partial class Tensor
{
    /// <summary>x with elements of one value added before and after along its axes.</summary>
    /// <param name="x">Any shape.</param>
    /// <param name="padding">For each axis, the first axis first, how many elements are added before and after; negative numbers cut off.</param>
    /// <param name="value">The value of what is added.</param>
    /// <exception cref="ShapeException">There is not one entry for each axis, or more is cut off than there is.</exception>
    /// <remarks>vjp: x̄ is the part of ȳ where x lies.</remarks>
    public static Tensor<T> Pad<T>(Tensor<T> x, ReadOnlySpan<(int Before, int After)> padding, double value = 0) where T : unmanaged, IFloatingPointIeee754<T>
    {
        ArgumentNullException.ThrowIfNull(x);
        if (padding.Length != x.Rank) throw new ShapeException($"pad: one (before, after) for each of the {x.Rank} axes of shape {x.Shape} is required, got {padding.Length}.");
        var (axes, y) = (x.Shape.ToArray(), x);
        var starts = new int[x.Rank];
        for (var axis = 0; axis < x.Rank; axis++)
        {
            var (before, after) = padding[axis];
            axes[axis] = x.Shape[axis] + before + after;
            if (axes[axis] < 0) throw new ShapeException($"pad: ({before}, {after}) cuts off more than axis {axis} of shape {x.Shape} has.");
            starts[axis] = Math.Max(0, before);
            var cut = Math.Min(x.Shape[axis], Math.Max(0, -before));
            y = y.Narrow(axis, cut, Math.Max(0, x.Shape[axis] - cut - Math.Max(0, -after)));
        }

        if (y.Shape == (Shape)axes) return y;
        var padded = Linear.Apply(new PadRule(y.Shape, axes, starts), y);
        if (value == 0) return padded;
        var inside = Linear.Apply(new PadRule(y.Shape, axes, starts), Ones<T>(y.Shape));
        return Elementwise.Map(default(WhereRule), inside, padded, Scalar(T.CreateTruncating(value)));
    }
}

/// <summary>Place into zeros ↔ cut out.</summary>
internal readonly record struct PadRule(Shape From, Shape To, int[] Starts) : ILinear
{
    public Tensor<T> Forward<T>(Tensor<T> x) where T : unmanaged, IFloatingPointIeee754<T>
    {
        var y = Tensor<T>.Uninitialized(To);
        y.WritableSpan.Clear();
        if (x.Length == 0) return y;
        var (strides, offset) = (To.ContiguousStrides(), 0);
        for (var axis = 0; axis < Starts.Length; axis++) offset += Starts[axis] * strides[axis];
        Strided.Scatter(x.Contiguous().Span, From.Axes, strides, ref y.WritableSpan[offset]);
        return y;
    }

    public Tensor<T> Adjoint<T>(Tensor<T> g) where T : unmanaged, IFloatingPointIeee754<T>
    {
        for (var axis = 0; axis < Starts.Length; axis++) g = g.Narrow(axis, Starts[axis], From[axis]);
        return g;
    }
}
