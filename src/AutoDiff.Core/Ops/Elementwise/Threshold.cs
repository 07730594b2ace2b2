using System.Runtime.CompilerServices;

namespace AutoDiff;

public abstract partial class Tensor
{
    /// <summary>x where x &gt; threshold, else value.</summary>
    /// <param name="x">Any shape.</param>
    /// <param name="threshold">What x must exceed to stay.</param>
    /// <param name="value">What takes its place.</param>
    /// <returns>The shape of x.</returns>
    /// <remarks>Derivative 1 where x &gt; threshold, else 0, at the jump too. NaN stays NaN.</remarks>
    public static Tensor<T> Threshold<T>(Tensor<T> x, double threshold, double value = 0) where T : unmanaged, IFloatingPointIeee754<T> => Elementwise.Map(new ThresholdRule(threshold, value), x);
}

internal readonly record struct ThresholdRule(double Threshold, double Otherwise) : IRule
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public N Value<N>(N x) where N : IReal<N> => N.Select(x <= N.From(Threshold), N.From(Otherwise), x);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public N Chain<N>(N g, N x, N y) where N : IReal<N> => N.Select(x <= N.From(Threshold), N.Zero, g);
}
