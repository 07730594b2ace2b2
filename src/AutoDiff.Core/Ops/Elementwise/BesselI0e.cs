using System.Runtime.CompilerServices;

namespace AutoDiff;

public abstract partial class Tensor
{
    /// <summary>e⁻|x| I₀(x), which does not overflow.</summary>
    /// <param name="x">Any shape.</param>
    /// <returns>The shape of x.</returns>
    /// <remarks>Derivative e⁻|x| I₁(x) - sign(x) y. Source: DLMF 10.25, 10.29.</remarks>
    public static Tensor<T> BesselI0e<T>(Tensor<T> x) where T : unmanaged, IFloatingPointIeee754<T> => Elementwise.Map(default(BesselI0eRule), x);
}

internal readonly record struct BesselI0eRule : IRule
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public N Value<N>(N x) where N : IReal<N> => N.BesselI0e(x);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public N Chain<N>(N g, N x, N y) where N : IReal<N> => g * (N.BesselI1e(x) - Sign(x) * y);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static N Sign<N>(N x) where N : IReal<N> => N.Select(x > N.Zero, N.One, N.Select(x < N.Zero, -N.One, N.Zero));
}
