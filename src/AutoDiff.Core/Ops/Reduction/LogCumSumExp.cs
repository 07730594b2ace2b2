namespace AutoDiff;

public abstract partial class Tensor
{
    /// <summary>The cumulative ln Σ eˣ along an axis, without overflow: y[i] = ln(exp x[0] + ... + exp x[i]).</summary>
    /// <param name="x">At least one axis.</param>
    /// <param name="axis">The axis; negative ones count from the end.</param>
    /// <returns>The shape of x; -∞ as long as all x are -∞.</returns>
    /// <exception cref="ArgumentOutOfRangeException">There is no such axis.</exception>
    /// <remarks>
    /// vjp: x̄[k] = exp(x[k] - y[k]) s[k] with s[k] = ȳ[k] + exp(y[k] - y[k+1]) s[k+1]. No exponent is positive, so nothing overflows.
    /// </remarks>
    public static Tensor<T> LogCumSumExp<T>(Tensor<T> x, int axis) where T : unmanaged, IFloatingPointIeee754<T>
    {
        ArgumentNullException.ThrowIfNull(x);
        return General.Apply(new LogCumSumExpRule(x.Shape.Axis(axis, "logcumsumexp")), x);
    }
}

internal readonly record struct LogCumSumExpRule(int Axis) : IGeneral
{
    public Tensor<T> Forward<T>(Tensor<T> x) where T : unmanaged, IFloatingPointIeee754<T> => Scans.Run<LogSumExpScan, T>(x, Axis, fromEnd: false);

    public Tensor<T> Vjp<T>(Tensor<T> g, Tensor<T> x, Tensor<T> y) where T : unmanaged, IFloatingPointIeee754<T>
        => Tensor.Mul(Weight(x, y), Scans.Recur(Weight(y, Scans.Shift(y, Axis, fromEnd: true, double.PositiveInfinity)), g, Axis, fromEnd: true));

    public Tensor<T> Jvp<T>(Tensor<T> t, Tensor<T> x, Tensor<T> y) where T : unmanaged, IFloatingPointIeee754<T>
        => Scans.Recur(Weight(Scans.Shift(y, Axis, fromEnd: false, double.NegativeInfinity), y), Tensor.Mul(Weight(x, y), t), Axis, fromEnd: false);

    /// <summary>exp(a - b), but 0 where both are -∞.</summary>
    private static Tensor<T> Weight<T>(Tensor<T> a, Tensor<T> b) where T : unmanaged, IFloatingPointIeee754<T>
        => Tensor.Exp(Tensor.Sub(a, Elementwise.Map(default(ZeroForMinusInfinityRule), b)));
}
