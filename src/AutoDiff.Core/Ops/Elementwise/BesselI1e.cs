using System.Runtime.CompilerServices;

namespace AutoDiff;

public abstract partial class Tensor
{
    /// <summary>e⁻|x| I₁(x), which does not overflow.</summary>
    /// <param name="x">Any shape.</param>
    /// <returns>The shape of x.</returns>
    /// <remarks>Derivative e⁻|x| I₀(x) - y/x - sign(x) y, 1/2 at 0. Source: DLMF 10.25, 10.29.</remarks>
    public static Tensor<T> BesselI1e<T>(Tensor<T> x) where T : unmanaged, IFloatingPointIeee754<T> => Elementwise.Map(default(BesselI1eRule), x);
}

internal readonly record struct BesselI1eRule : IRule
{
    public N Value<N>(N x) where N : IReal<N> => N.BesselI1e(x);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public N Chain<N>(N g, N x, N y) where N : IReal<N> => g * N.Select(N.IsEqual(x, N.Zero), N.From(0.5), N.BesselI0e(x) - y / x - BesselI0eRule.Sign(x) * y);
}
