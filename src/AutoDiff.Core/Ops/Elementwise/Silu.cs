using System.Runtime.CompilerServices;

namespace AutoDiff;

public abstract partial class Tensor
{
    /// <summary>The sigmoid linear unit x σ(x), also called swish, with σ the logistic function.</summary>
    /// <param name="x">Any shape.</param>
    /// <returns>The shape of x.</returns>
    /// <remarks>Derivative σ(x) + x σ′(x), with digits in both tails and around its zero. NaN at -∞. Source: Elfwing, Uchibe and Doya 2017; Ramachandran, Zoph and Le 2017.</remarks>
    public static Tensor<T> Silu<T>(Tensor<T> x) where T : unmanaged, IFloatingPointIeee754<T> => Elementwise.Map(default(SiluRule), x);
}

internal readonly record struct SiluRule : IRule
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public N Value<N>(N x) where N : IReal<N> => x * N.Map(default(SigmoidRule), x);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public N Chain<N>(N g, N x, N y) where N : IReal<N> => g * N.Map(default(SiluSlopeRule), x);
}

/// <summary>σ(x) + x σ′(x), whose derivative is σ′(x) (2 - x tanh(x/2)).</summary>
/// <remarks>
/// With e = exp(-|x|) it is e(1 + x + e)/(1 + e)² for x ≤ 0, and (1 + (1 + x)e)/(1 + e)² above. Around its zero at x = -1.28 the sum 1 + x is
/// exact, so that only the rounding of the small e remains.
/// </remarks>
internal readonly record struct SiluSlopeRule : IRule
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public N Value<N>(N x) where N : IReal<N>
    {
        var e = N.Exp(-N.Abs(x));
        return N.Select(x > N.Zero, N.One + (N.One + x) * e, e * (N.One + x + e)) / ((N.One + e) * (N.One + e));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public N Chain<N>(N g, N x, N y) where N : IReal<N> => g * N.Map(default(SigmoidSlopeRule), x) * (N.From(2) - x * N.Tanh(N.From(0.5) * x));
}
