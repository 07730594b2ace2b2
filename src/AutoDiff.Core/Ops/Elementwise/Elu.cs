using System.Runtime.CompilerServices;

namespace AutoDiff;

public abstract partial class Tensor
{
    /// <summary>The exponential linear unit: x for x &gt; 0, else alpha (eˣ - 1).</summary>
    /// <param name="x">Any shape.</param>
    /// <param name="alpha">The result approaches -alpha far to the left.</param>
    /// <returns>The shape of x.</returns>
    /// <remarks>Derivative 1 for x &gt; 0, else alpha eˣ, which is alpha at x = 0: a kink unless alpha is 1. Source: Clevert, Unterthiner and Hochreiter 2015.</remarks>
    public static Tensor<T> Elu<T>(Tensor<T> x, double alpha = 1) where T : unmanaged, IFloatingPointIeee754<T> => Elementwise.Map(new EluRule(alpha), x);
}

internal readonly record struct EluRule(double Alpha) : IRule
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public N Value<N>(N x) where N : IReal<N> => N.Select(x > N.Zero, x, N.From(Alpha) * N.Expm1(x));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public N Chain<N>(N g, N x, N y) where N : IReal<N> => N.Select(x > N.Zero, g, g * N.From(Alpha) * N.Exp(x));
}
