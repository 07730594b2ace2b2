namespace AutoDiff;

public abstract partial class Tensor
{
    /// <summary>The cumulative product along an axis: y[i] = x[0] · ... · x[i].</summary>
    /// <param name="x">At least one axis.</param>
    /// <param name="axis">The axis; negative ones count from the end.</param>
    /// <returns>The shape of x.</returns>
    /// <exception cref="ArgumentOutOfRangeException">There is no such axis.</exception>
    /// <remarks>
    /// vjp: x̄[k] = p[k] s[k] with the product of the elements before, p[k] = x[0] · ... · x[k-1], and s[k] = ȳ[k] + x[k+1] s[k+1]:
    /// nothing is divided, so elements that are 0 do no harm, at any order.
    /// </remarks>
    public static Tensor<T> CumProd<T>(Tensor<T> x, int axis) where T : unmanaged, IFloatingPointIeee754<T>
    {
        ArgumentNullException.ThrowIfNull(x);
        return General.Apply(new CumProdRule(x.Shape.Axis(axis, "cumprod"), FromEnd: false), x);
    }
}

internal readonly record struct CumProdRule(int Axis, bool FromEnd) : IGeneral
{
    public Tensor<T> Forward<T>(Tensor<T> x) where T : unmanaged, IFloatingPointIeee754<T> => Scans.Run<ProductScan, T>(x, Axis, FromEnd);

    public Tensor<T> Vjp<T>(Tensor<T> g, Tensor<T> x, Tensor<T> y) where T : unmanaged, IFloatingPointIeee754<T>
        => Tensor.Mul(Before(x, Axis, FromEnd), Scans.Recur(Scans.Shift(x, Axis, !FromEnd, 0), g, Axis, !FromEnd));

    public Tensor<T> Jvp<T>(Tensor<T> t, Tensor<T> x, Tensor<T> y) where T : unmanaged, IFloatingPointIeee754<T>
        => Scans.Recur(x, Tensor.Mul(Before(x, Axis, FromEnd), t), Axis, FromEnd);

    /// <summary>For each element the product of those before it, or after it where the scan comes from the end.</summary>
    public static Tensor<T> Before<T>(Tensor<T> x, int axis, bool fromEnd) where T : unmanaged, IFloatingPointIeee754<T>
        => General.Apply(new CumProdRule(axis, fromEnd), Scans.Shift(x, axis, fromEnd, 1));
}
