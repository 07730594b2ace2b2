namespace AutoDiff;

public abstract partial class Tensor
{
    /// <summary>ln Σ eˣ over axes, without overflow.</summary>
    /// <param name="x">Any shape.</param>
    /// <param name="axes">The axes; none means all.</param>
    /// <param name="keepAxes">Keeps the axes with length 1 instead of dropping them.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no such axis.</exception>
    /// <exception cref="ArgumentException">An axis occurs twice.</exception>
    /// <remarks>vjp: x̄ = ȳ exp(x - y), the softmax. Computed as m + ln Σ exp(x - m) with m = max x. -∞ where all x are -∞; the gradient is 0 there.</remarks>
    public static Tensor<T> LogSumExp<T>(Tensor<T> x, ReadOnlySpan<int> axes = default, bool keepAxes = false) where T : unmanaged, IFloatingPointIeee754<T>
    {
        ArgumentNullException.ThrowIfNull(x);
        var reduced = ReducedAxes.Read(x.Shape, axes, "logsumexp");
        var y = General.Apply(new LogSumExpRule(reduced), x);
        return keepAxes ? y : y.Reshape(reduced.Dropped);
    }

    /// <summary>ln Σ eˣ over one axis, without overflow.</summary>
    /// <inheritdoc cref="LogSumExp{T}(Tensor{T}, ReadOnlySpan{int}, bool)"/>
    public static Tensor<T> LogSumExp<T>(Tensor<T> x, int axis, bool keepAxes = false) where T : unmanaged, IFloatingPointIeee754<T> => LogSumExp(x, [axis], keepAxes);
}

internal readonly record struct LogSumExpRule(ReducedAxes Axes) : IGeneral
{
    public Tensor<T> Forward<T>(Tensor<T> x) where T : unmanaged, IFloatingPointIeee754<T>
    {
        if (Axes.Count(x.Shape) == 0) return Tensor.Full(Axes.Kept, T.NegativeInfinity);
        var z = x.Untracked();
        var shift = Shift(z, Axes);
        return Tensor.Add(Tensor.Log(Tensor.Sum(Tensor.Exp(Tensor.Sub(z, shift)), Axes.Axes, keepAxes: true)), shift);
    }

    public Tensor<T> Vjp<T>(Tensor<T> g, Tensor<T> x, Tensor<T> y) where T : unmanaged, IFloatingPointIeee754<T> => Tensor.Mul(g, Weights(x, y));

    public Tensor<T> Jvp<T>(Tensor<T> t, Tensor<T> x, Tensor<T> y) where T : unmanaged, IFloatingPointIeee754<T> => Tensor.Sum(Tensor.Mul(t, Weights(x, y)), Axes.Axes, keepAxes: true);

    /// <summary>The maximum over the axes, but 0 where it is infinite: ∞ - ∞ would be NaN. A constant; the result does not depend on it.</summary>
    internal static Tensor<T> Shift<T>(Tensor<T> x, ReducedAxes axes) where T : unmanaged, IFloatingPointIeee754<T> => Elementwise.Map(default(FiniteOrZeroRule), axes.Fold<MaxFold, T>(x));

    private static Tensor<T> Weights<T>(Tensor<T> x, Tensor<T> y) where T : unmanaged, IFloatingPointIeee754<T> => Tensor.Exp(Tensor.Sub(x, Elementwise.Map(default(FiniteOrZeroRule), y)));
}

/// <summary>x, but 0 where x is infinite.</summary>
internal readonly record struct FiniteOrZeroRule : IRule
{
    public static bool NeedsValue => false;

    public N Value<N>(N x) where N : IReal<N> => N.Select(N.IsEqual(N.Abs(x), N.From(double.PositiveInfinity)), N.Zero, x);

    public N Chain<N>(N g, N x, N y) where N : IReal<N> => N.Select(N.IsEqual(N.Abs(x), N.From(double.PositiveInfinity)), N.Zero, g);
}
