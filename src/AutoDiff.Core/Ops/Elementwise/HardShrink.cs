using System.Runtime.CompilerServices;

namespace AutoDiff;

public abstract partial class Tensor
{
    /// <summary>x where |x| &gt; lambda, else 0.</summary>
    /// <param name="x">Any shape.</param>
    /// <param name="lambda">The largest magnitude that becomes 0, at least 0.</param>
    /// <returns>The shape of x.</returns>
    /// <exception cref="ArgumentOutOfRangeException">lambda is below 0 or NaN.</exception>
    /// <remarks>Derivative 1 where |x| &gt; lambda, else 0, at the jumps ±lambda too. NaN stays NaN.</remarks>
    public static Tensor<T> HardShrink<T>(Tensor<T> x, double lambda = 0.5) where T : unmanaged, IFloatingPointIeee754<T>
    {
        if (!(lambda >= 0)) throw new ArgumentOutOfRangeException(nameof(lambda), lambda, $"hard_shrink: lambda must be at least 0, got {lambda}.");
        return Elementwise.Map(new HardShrinkRule(lambda), x);
    }
}

internal readonly record struct HardShrinkRule(double Lambda) : IRule
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public N Value<N>(N x) where N : IReal<N> => N.Select(N.Abs(x) <= N.From(Lambda), N.Zero, x);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public N Chain<N>(N g, N x, N y) where N : IReal<N> => N.Select(N.Abs(x) <= N.From(Lambda), N.Zero, g);
}
