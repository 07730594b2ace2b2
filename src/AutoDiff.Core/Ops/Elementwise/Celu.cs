using System.Runtime.CompilerServices;

namespace AutoDiff;

public abstract partial class Tensor
{
    /// <summary>The continuously differentiable exponential linear unit: x for x &gt; 0, else alpha (exp(x / alpha) - 1).</summary>
    /// <param name="x">Any shape.</param>
    /// <param name="alpha">The width of the bend, above 0; the result approaches -alpha far to the left.</param>
    /// <returns>The shape of x.</returns>
    /// <exception cref="ArgumentOutOfRangeException">alpha is not above 0.</exception>
    /// <remarks>Derivative 1 for x &gt; 0, else exp(x / alpha): there is no kink. Source: Barron 2017, "Continuously differentiable exponential linear units".</remarks>
    public static Tensor<T> Celu<T>(Tensor<T> x, double alpha = 1) where T : unmanaged, IFloatingPointIeee754<T>
    {
        if (!(alpha > 0)) throw new ArgumentOutOfRangeException(nameof(alpha), alpha, $"celu: alpha must be above 0, got {alpha}.");
        return Elementwise.Map(new CeluRule(alpha), x);
    }
}

internal readonly record struct CeluRule(double Alpha) : IRule
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public N Value<N>(N x) where N : IReal<N> => N.Select(x > N.Zero, x, N.From(Alpha) * N.Expm1(x / N.From(Alpha)));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public N Chain<N>(N g, N x, N y) where N : IReal<N> => N.Select(x > N.Zero, g, g * N.Exp(x / N.From(Alpha)));
}
