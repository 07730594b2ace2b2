using System.Runtime.CompilerServices;

namespace AutoDiff;

public abstract partial class Tensor
{
    /// <summary>-1, 0 or 1, by the sign of x; 0 for NaN.</summary>
    /// <param name="x">Any shape.</param>
    /// <returns>The shape of x.</returns>
    /// <remarks>Derivative 0 everywhere, at the jump too.</remarks>
    public static Tensor<T> Sign<T>(Tensor<T> x) where T : unmanaged, IFloatingPointIeee754<T> => Elementwise.Map(default(SignRule), x);
}

internal readonly record struct SignRule : IRule
{
    public static Slope Slope => AutoDiff.Slope.Zero;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public N Value<N>(N x) where N : IReal<N> => N.Select(x > N.Zero, N.One, N.Select(x < N.Zero, -N.One, N.Zero));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public N Chain<N>(N g, N x, N y) where N : IReal<N> => N.Zero;
}
