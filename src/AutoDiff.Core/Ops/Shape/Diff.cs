namespace AutoDiff;

public abstract partial class Tensor
{
    /// <summary>Differences of neighbours along an axis: y[i] = x[i + 1] - x[i].</summary>
    /// <param name="x">At least one axis.</param>
    /// <param name="axis">The axis; negative ones count from the end.</param>
    /// <param name="order">How often differences are taken.</param>
    /// <param name="before">Put before x along the axis first.</param>
    /// <param name="after">Put after x along the axis first.</param>
    /// <returns>The axis is shorter by the order; empty where it was not longer.</returns>
    /// <exception cref="ShapeException">What is put before or after does not fit x.</exception>
    /// <exception cref="ArgumentOutOfRangeException">There is no such axis, or the order is negative.</exception>
    public static Tensor<T> Diff<T>(Tensor<T> x, int axis = -1, int order = 1, Tensor<T>? before = null, Tensor<T>? after = null) where T : unmanaged, IFloatingPointIeee754<T>
    {
        ArgumentNullException.ThrowIfNull(x);
        var at = x.Shape.Axis(axis, "diff");
        if (order < 0) throw new ArgumentOutOfRangeException(nameof(order), order, $"diff: the order must not be negative, got {order}.");
        if (before is not null) x = Concat([before, x], at);
        if (after is not null) x = Concat([x, after], at);
        for (; order > 0 && x.Shape[at] > 0; order--)
        {
            var length = x.Shape[at] - 1;
            x = Sub(x.Narrow(at, 1, length), x.Narrow(at, 0, length));
        }

        return x;
    }
}
