using System.Runtime.CompilerServices;

namespace AutoDiff;

public abstract partial class Tensor
{
    /// <summary>x min(max(x + 3, 0), 6) / 6, a piecewise quadratic x σ(x): 0 for x ≤ -3, x for x ≥ 3.</summary>
    /// <param name="x">Any shape.</param>
    /// <returns>The shape of x.</returns>
    /// <remarks>Derivative x/3 + 1/2 for -3 ≤ x ≤ 3, at the kinks too, 0 below and 1 above. NaN stays NaN. Source: Howard et al. 2019, "Searching for MobileNetV3".</remarks>
    public static Tensor<T> HardSwish<T>(Tensor<T> x) where T : unmanaged, IFloatingPointIeee754<T> => Elementwise.Map(default(HardSwishRule), x);
}

internal readonly record struct HardSwishRule : IRule
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public N Value<N>(N x) where N : IReal<N> => N.Select(x < N.From(-3), N.Zero, N.Select(x > N.From(3), x, x * (x + N.From(3)) / N.From(6)));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public N Chain<N>(N g, N x, N y) where N : IReal<N> => N.Select(x < N.From(-3), N.Zero, N.Select(x > N.From(3), g, g * (x / N.From(3) + N.From(0.5))));
}
