namespace AutoDiff;

public abstract partial class Tensor
{
    /// <summary>ln Σ eˣ over axes, without overflow.</summary>
    /// <param name="x">Any shape.</param>
    /// <param name="axes">The axes; none means all.</param>
    /// <param name="keepAxes">Keeps the axes with length 1 instead of dropping them.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no such axis.</exception>
    /// <exception cref="ArgumentException">An axis occurs twice.</exception>
    /// <remarks>
    /// vjp: x̄ = ȳ exp(x - y), the softmax. Computed as m + ln Σ exp(x - m) with m = max x. -∞ where all x are -∞, or there are none; the gradient is 0 there.
    /// </remarks>
    public static Tensor<T> LogSumExp<T>(Tensor<T> x, ReadOnlySpan<int> axes = default, bool keepAxes = false) where T : unmanaged, IFloatingPointIeee754<T>
    {
        ArgumentNullException.ThrowIfNull(x);
        return General.Apply(new LogSumExpRule(ReducedAxes.Read(x.Shape, axes, keepAxes, "logsumexp")), x);
    }

    /// <summary>ln Σ eˣ over one axis, without overflow.</summary>
    /// <inheritdoc cref="LogSumExp{T}(Tensor{T}, ReadOnlySpan{int}, bool)"/>
    public static Tensor<T> LogSumExp<T>(Tensor<T> x, int axis, bool keepAxis = false) where T : unmanaged, IFloatingPointIeee754<T> => LogSumExp(x, [axis], keepAxis);
}

internal readonly record struct LogSumExpRule(ReducedAxes Axes) : IGeneral
{
    public Tensor<T> Forward<T>(Tensor<T> x) where T : unmanaged, IFloatingPointIeee754<T>
    {
        if (Axes.Count(x.Shape) > 0) return Axes.Fold<SumFold, Exponentials, T>(default, x, Axes.Fold<MaxFold, T>(x));
        var y = Tensor<T>.Uninitialized(Axes.Result);
        Launch.Fill(y, T.NegativeInfinity);
        return y;
    }

    public Tensor<T> Vjp<T>(Tensor<T> g, Tensor<T> x, Tensor<T> y) where T : unmanaged, IFloatingPointIeee754<T> => Tensor.Mul(Axes.Keep(g), Weights(x, y));

    public Tensor<T> Jvp<T>(Tensor<T> t, Tensor<T> x, Tensor<T> y) where T : unmanaged, IFloatingPointIeee754<T>
        => Tensor.Sum(Tensor.Mul(t, Weights(x, y)), Axes.Axes, keepAxes: true).Reshape(Axes.Result);

    private Tensor<T> Weights<T>(Tensor<T> x, Tensor<T> y) where T : unmanaged, IFloatingPointIeee754<T>
        => Tensor.Exp(Tensor.Sub(x, Elementwise.Map(default(ZeroForMinusInfinityRule), Axes.Keep(y))));
}

/// <summary>x, but 0 where x is -∞: taken off another -∞ it leaves that as it is, where their difference would be NaN.</summary>
internal readonly record struct ZeroForMinusInfinityRule : IRule
{
    public static bool NeedsValue => false;

    public N Value<N>(N x) where N : IReal<N> => N.Select(N.IsEqual(x, N.From(double.NegativeInfinity)), N.Zero, x);

    public N Chain<N>(N g, N x, N y) where N : IReal<N> => N.Select(N.IsEqual(x, N.From(double.NegativeInfinity)), N.Zero, g);
}
