namespace AutoDiff;

public abstract partial class Tensor
{
    /// <summary>The cumulative sum along an axis: y[i] = x[0] + ... + x[i].</summary>
    /// <param name="x">At least one axis.</param>
    /// <param name="axis">The axis; negative ones count from the end.</param>
    /// <returns>The shape of x.</returns>
    /// <exception cref="ArgumentOutOfRangeException">There is no such axis.</exception>
    /// <remarks>vjp: x̄ is the cumulative sum of ȳ from the other end. Each sum is compensated: as accurate as if summed in twice the precision.</remarks>
    public static Tensor<T> CumSum<T>(Tensor<T> x, int axis) where T : unmanaged, IFloatingPointIeee754<T>
    {
        ArgumentNullException.ThrowIfNull(x);
        return Linear.Apply(new CumSumRule(x.Shape.Axis(axis, "cumsum"), FromEnd: false), x);
    }
}

/// <summary>Cumulative sum ↔ cumulative sum from the other end.</summary>
internal readonly record struct CumSumRule(int Axis, bool FromEnd) : ILinear
{
    public Tensor<T> Forward<T>(Tensor<T> x) where T : unmanaged, IFloatingPointIeee754<T> => Scans.Run<SumScan, T>(x, Axis, FromEnd);

    public Tensor<T> Adjoint<T>(Tensor<T> g) where T : unmanaged, IFloatingPointIeee754<T> => Linear.Apply(this with { FromEnd = !FromEnd }, g);
}
