using System.Runtime.CompilerServices;

namespace AutoDiff;

public abstract partial class Tensor
{
    /// <summary>x - tanh x, accurate near 0.</summary>
    /// <param name="x">Any shape.</param>
    /// <returns>The shape of x.</returns>
    /// <remarks>Derivative tanh² x. For |x| &lt; 1 the difference is x q/(1 + q) with Lambert's continued fraction q = x²/(3 + x²/(5 + x²/(7 + ...))) of tanh x = x/(1 + q), in which nothing cancels. Source: DLMF 4.39.1.</remarks>
    public static Tensor<T> TanhShrink<T>(Tensor<T> x) where T : unmanaged, IFloatingPointIeee754<T> => Elementwise.Map(default(TanhShrinkRule), x);
}

internal readonly record struct TanhShrinkRule : IRule
{
    // The fraction cut off after this denominator is off by less than 1e-18 of itself for |x| < 1.
    private const int LastDenominator = 19;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public N Value<N>(N x) where N : IReal<N>
    {
        var square = x * x;
        var q = N.From(LastDenominator);
        for (var k = LastDenominator - 2; k >= 3; k -= 2) q = N.From(k) + square / q;
        q = square / q;
        return N.Select(N.Abs(x) < N.One, x * q / (N.One + q), x - N.Tanh(x));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public N Chain<N>(N g, N x, N y) where N : IReal<N> => g * N.Tanh(x) * N.Tanh(x);
}
