using System.Runtime.CompilerServices;

namespace AutoDiff;

public abstract partial class Tensor
{
    /// <summary>e⁻|x| I₁(x), which does not overflow.</summary>
    /// <param name="x">Any shape.</param>
    /// <returns>The shape of x.</returns>
    /// <remarks>Derivative e⁻|x| I₀(x) - y/x - sign(x) y, near 0 by the power series of I₁'. Source: DLMF 10.25, 10.29.</remarks>
    public static Tensor<T> BesselI1e<T>(Tensor<T> x) where T : unmanaged, IFloatingPointIeee754<T> => Elementwise.Map(default(BesselI1eRule), x);
}

internal readonly record struct BesselI1eRule : IRule
{
    public N Value<N>(N x) where N : IReal<N> => N.BesselI1e(x);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public N Chain<N>(N g, N x, N y) where N : IReal<N>
    {
        var isNear = BesselI1Rule.IsNear(x);
        var slope = N.Select(isNear, N.Exp(-N.Abs(x)) * BesselI1Rule.NearZero(x), N.BesselI0e(x) - y / N.Select(isNear, N.One, x));
        return g * (slope - BesselI0eRule.Sign(x) * y);
    }
}
