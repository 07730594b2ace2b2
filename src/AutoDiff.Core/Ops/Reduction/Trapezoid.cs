namespace AutoDiff;

public abstract partial class Tensor
{
    /// <summary>The integral along an axis by the trapezoidal rule, for values at equal distances: Σ (y[i] + y[i + 1]) dx / 2.</summary>
    /// <param name="y">At least one axis.</param>
    /// <param name="dx">The distance between neighbours.</param>
    /// <param name="axis">The axis; negative ones count from the end.</param>
    /// <returns>The axis is dropped; 0 for fewer than two values.</returns>
    /// <exception cref="ArgumentOutOfRangeException">There is no such axis.</exception>
    public static Tensor<T> Trapezoid<T>(Tensor<T> y, double dx = 1, int axis = -1) where T : unmanaged, IFloatingPointIeee754<T>
    {
        ArgumentNullException.ThrowIfNull(y);
        var at = y.Shape.Axis(axis, "trapezoid");
        return Mul(Sum(PairSums(y, at), at), dx / 2);
    }

    /// <summary>The integral along an axis by the trapezoidal rule, for values at given places: Σ (y[i] + y[i + 1]) (x[i + 1] - x[i]) / 2.</summary>
    /// <param name="y">At least one axis.</param>
    /// <param name="x">The places: a vector as long as the axis, or a tensor of as many axes as y whose differences broadcast.</param>
    /// <param name="axis">The axis; negative ones count from the end.</param>
    /// <returns>The axis is dropped; 0 for fewer than two values.</returns>
    /// <exception cref="ShapeException">The places do not fit the values.</exception>
    /// <exception cref="ArgumentOutOfRangeException">There is no such axis.</exception>
    public static Tensor<T> Trapezoid<T>(Tensor<T> y, Tensor<T> x, int axis = -1) where T : unmanaged, IFloatingPointIeee754<T>
    {
        ArgumentNullException.ThrowIfNull(y);
        ArgumentNullException.ThrowIfNull(x);
        var at = y.Shape.Axis(axis, "trapezoid");
        if (x.Rank is not 1 && x.Rank != y.Rank) throw new ShapeException($"trapezoid: the places must be a vector or have as many axes as the values, got {x.Shape} for {y.Shape}.");
        var along = x.Rank == 1 ? 0 : at;
        if (x.Shape[along] != y.Shape[at]) throw new ShapeException($"trapezoid: one place for each of the {y.Shape[at]} values along axis {at} of shape {y.Shape} is required, got {x.Shape}.");
        var steps = Diff(x, along);
        while (x.Rank == 1 && steps.Rank < y.Rank - at) steps = steps.Unsqueeze(-1);
        return Mul(Sum(Mul(PairSums(y, at), steps), at), 0.5);
    }

    /// <summary>y[i] + y[i + 1] along an axis.</summary>
    private static Tensor<T> PairSums<T>(Tensor<T> y, int axis) where T : unmanaged, IFloatingPointIeee754<T>
    {
        var length = Math.Max(0, y.Shape[axis] - 1);
        return Add(y.Narrow(axis, 0, length), y.Narrow(axis, y.Shape[axis] - length, length));
    }
}
