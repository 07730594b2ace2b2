using System.Runtime.CompilerServices;

namespace AutoDiff;

public abstract partial class Tensor
{
    /// <summary>The integer part of x, towards zero.</summary>
    /// <param name="x">Any shape.</param>
    /// <returns>The shape of x.</returns>
    /// <remarks>Derivative 0 everywhere, at the jumps too.</remarks>
    public static Tensor<T> Truncate<T>(Tensor<T> x) where T : unmanaged, IFloatingPointIeee754<T> => Elementwise.Map(default(TruncateRule), x);
}

internal readonly record struct TruncateRule : IRule
{
    public static Slope Slope => AutoDiff.Slope.Zero;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public N Value<N>(N x) where N : IReal<N> => N.Truncate(x);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public N Chain<N>(N g, N x, N y) where N : IReal<N> => N.Zero;
}
