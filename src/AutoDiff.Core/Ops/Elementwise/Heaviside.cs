using System.Runtime.CompilerServices;

namespace AutoDiff;

public abstract partial class Tensor
{
    /// <summary>The unit step: 0 for x &lt; 0, 1 for x &gt; 0, and a chosen number at 0.</summary>
    /// <param name="x">Any shape.</param>
    /// <param name="atZero">The value at 0.</param>
    /// <returns>The shape of x.</returns>
    /// <remarks>Derivative 0 everywhere, at the jump too. NaN stays NaN.</remarks>
    public static Tensor<T> Heaviside<T>(Tensor<T> x, double atZero = 0.5) where T : unmanaged, IFloatingPointIeee754<T> => Elementwise.Map(new HeavisideRule(atZero), x);
}

internal readonly record struct HeavisideRule(double AtZero) : IRule
{
    public static Slope Slope => AutoDiff.Slope.Zero;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public N Value<N>(N x) where N : IReal<N> => N.Select(x > N.Zero, N.One, N.Select(x < N.Zero, N.Zero, N.Select(N.IsNaN(x), x, N.From(AtZero))));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public N Chain<N>(N g, N x, N y) where N : IReal<N> => N.Zero;
}
