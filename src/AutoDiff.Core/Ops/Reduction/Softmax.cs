namespace AutoDiff;

public abstract partial class Tensor
{
    /// <summary>exp(x) / Σ exp(x) along an axis, without overflow.</summary>
    /// <param name="x">At least one axis.</param>
    /// <param name="axis">The axis; negative ones count from the end.</param>
    /// <returns>The shape of x; each line along the axis sums to 1.</returns>
    /// <exception cref="ArgumentOutOfRangeException">There is no such axis.</exception>
    /// <remarks>vjp: x̄ = y (ȳ - Σ y ȳ); the Jacobian is symmetric, so the jvp is the same.</remarks>
    public static Tensor<T> Softmax<T>(Tensor<T> x, int axis = -1) where T : unmanaged, IFloatingPointIeee754<T>
    {
        ArgumentNullException.ThrowIfNull(x);
        return General.Apply(new SoftmaxRule(ReducedAxes.Read(x.Shape, [axis], "softmax")), x);
    }

    /// <summary>x - ln Σ exp(x) along an axis: the logarithm of the softmax, accurate where that underflows.</summary>
    /// <param name="x">At least one axis.</param>
    /// <param name="axis">The axis; negative ones count from the end.</param>
    /// <returns>The shape of x.</returns>
    /// <exception cref="ArgumentOutOfRangeException">There is no such axis.</exception>
    /// <remarks>vjp: x̄ = ȳ - eʸ Σ ȳ.</remarks>
    public static Tensor<T> LogSoftmax<T>(Tensor<T> x, int axis = -1) where T : unmanaged, IFloatingPointIeee754<T>
    {
        ArgumentNullException.ThrowIfNull(x);
        return General.Apply(new LogSoftmaxRule(ReducedAxes.Read(x.Shape, [axis], "log_softmax")), x);
    }
}

internal readonly record struct SoftmaxRule(ReducedAxes Axes) : IGeneral
{
    public Tensor<T> Forward<T>(Tensor<T> x) where T : unmanaged, IFloatingPointIeee754<T>
    {
        if (x.Length == 0) return Tensor<T>.Uninitialized(x.Shape);
        var z = x.Untracked();
        var e = Tensor.Exp(Tensor.Sub(z, LogSumExpRule.Shift(z, Axes)));
        return Tensor.Div(e, Tensor.Sum(e, Axes.Axes, keepAxes: true));
    }

    public Tensor<T> Vjp<T>(Tensor<T> g, Tensor<T> x, Tensor<T> y) where T : unmanaged, IFloatingPointIeee754<T>
        => Tensor.Mul(y, Tensor.Sub(g, Tensor.Sum(Tensor.Mul(g, y), Axes.Axes, keepAxes: true)));

    public Tensor<T> Jvp<T>(Tensor<T> t, Tensor<T> x, Tensor<T> y) where T : unmanaged, IFloatingPointIeee754<T> => Vjp(t, x, y);
}

internal readonly record struct LogSoftmaxRule(ReducedAxes Axes) : IGeneral
{
    public Tensor<T> Forward<T>(Tensor<T> x) where T : unmanaged, IFloatingPointIeee754<T>
    {
        if (x.Length == 0) return Tensor<T>.Uninitialized(x.Shape);

        // The shift is taken off first, so that the logarithm is small beside nothing that it could drown in.
        var z = Tensor.Sub(x.Untracked(), LogSumExpRule.Shift(x.Untracked(), Axes));
        return Tensor.Sub(z, Tensor.Log(Tensor.Sum(Tensor.Exp(z), Axes.Axes, keepAxes: true)));
    }

    public Tensor<T> Vjp<T>(Tensor<T> g, Tensor<T> x, Tensor<T> y) where T : unmanaged, IFloatingPointIeee754<T>
        => Tensor.Sub(g, Tensor.Mul(Tensor.Exp(y), Tensor.Sum(g, Axes.Axes, keepAxes: true)));

    public Tensor<T> Jvp<T>(Tensor<T> t, Tensor<T> x, Tensor<T> y) where T : unmanaged, IFloatingPointIeee754<T>
        => Tensor.Sub(t, Tensor.Sum(Tensor.Mul(Tensor.Exp(y), t), Axes.Axes, keepAxes: true));
}
