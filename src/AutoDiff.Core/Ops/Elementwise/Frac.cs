using System.Runtime.CompilerServices;

namespace AutoDiff;

public abstract partial class Tensor
{
    /// <summary>The fractional part x - truncate(x), with the sign of x.</summary>
    /// <param name="x">Any shape.</param>
    /// <returns>The shape of x.</returns>
    /// <remarks>Derivative 1 everywhere, at the jumps too. NaN at ±∞.</remarks>
    public static Tensor<T> Frac<T>(Tensor<T> x) where T : unmanaged, IFloatingPointIeee754<T> => Elementwise.Map(default(FracRule), x);
}

internal readonly record struct FracRule : IRule
{
    public static Slope Slope => AutoDiff.Slope.One;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public N Value<N>(N x) where N : IReal<N> => x - N.Truncate(x);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public N Chain<N>(N g, N x, N y) where N : IReal<N> => g;
}
