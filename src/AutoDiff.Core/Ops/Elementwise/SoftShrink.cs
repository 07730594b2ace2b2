using System.Runtime.CompilerServices;

namespace AutoDiff;

public abstract partial class Tensor
{
    /// <summary>x moved towards 0 by lambda, and 0 where |x| ≤ lambda: the proximal map of lambda |x|.</summary>
    /// <param name="x">Any shape.</param>
    /// <param name="lambda">How far, at least 0.</param>
    /// <returns>The shape of x.</returns>
    /// <exception cref="ArgumentOutOfRangeException">lambda is below 0 or NaN.</exception>
    /// <remarks>Derivative 1 where |x| &gt; lambda, else 0, at the kinks ±lambda too. NaN stays NaN. Source: Donoho 1995, "De-noising by soft-thresholding".</remarks>
    public static Tensor<T> SoftShrink<T>(Tensor<T> x, double lambda = 0.5) where T : unmanaged, IFloatingPointIeee754<T>
    {
        if (!(lambda >= 0)) throw new ArgumentOutOfRangeException(nameof(lambda), lambda, $"soft_shrink: lambda must be at least 0, got {lambda}.");
        return Elementwise.Map(new SoftShrinkRule(lambda), x);
    }
}

internal readonly record struct SoftShrinkRule(double Lambda) : IRule
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public N Value<N>(N x) where N : IReal<N> => N.Select(x > N.From(Lambda), x - N.From(Lambda), N.Select(x < N.From(-Lambda), x + N.From(Lambda), N.Select(N.IsNaN(x), x, N.Zero)));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public N Chain<N>(N g, N x, N y) where N : IReal<N> => N.Select(N.Abs(x) <= N.From(Lambda), N.Zero, g);
}
