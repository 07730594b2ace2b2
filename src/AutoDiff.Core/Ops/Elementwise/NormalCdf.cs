using System.Runtime.CompilerServices;

namespace AutoDiff;

public abstract partial class Tensor
{
    /// <summary>Φ(x), the distribution function of the standard normal distribution.</summary>
    /// <param name="x">Any shape.</param>
    /// <returns>The shape of x; in [0, 1].</returns>
    /// <remarks>Derivative φ(x) = exp(-x²/2)/√(2π). Computed as erfc(-x/√2)/2, accurate in the tail. Source: DLMF 7.18.</remarks>
    public static Tensor<T> NormalCdf<T>(Tensor<T> x) where T : unmanaged, IFloatingPointIeee754<T> => Elementwise.Map(default(NormalCdfRule), x);

    /// <summary>ln Φ(x), the logarithm of the normal distribution function, also where Φ itself underflows.</summary>
    /// <param name="x">Any shape.</param>
    /// <returns>The shape of x; -∞ at -∞ and 0 at ∞.</returns>
    /// <remarks>
    /// Derivative s = φ(x)/Φ(x), whose own derivative is -s (x + s). Below -5, with t = -x, Laplace's continued fraction
    /// s = t + r, r = 1/(t + 2/(t + 3/(t + ...))) is used, in which nothing cancels: there x + s = r. Source: DLMF 7.9.1.
    /// </remarks>
    public static Tensor<T> LogNormalCdf<T>(Tensor<T> x) where T : unmanaged, IFloatingPointIeee754<T> => Elementwise.Map(default(LogNormalCdfRule), x);
}

internal readonly record struct NormalCdfRule : IRule
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public N Value<N>(N x) where N : IReal<N> => N.From(0.5) * N.Erfc(x * N.From(-double.Sqrt(0.5)));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public N Chain<N>(N g, N x, N y) where N : IReal<N> => g * N.Exp(N.From(-0.5) * x * x) * N.From(1 / double.Sqrt(2 * double.Pi));
}

internal readonly record struct LogNormalCdfRule : IRule
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public N Value<N>(N x) where N : IReal<N>
    {
        // Φ(x) = φ(x)/s far to the left; to the right of 0 the distance of Φ from 1 is what is small.
        var tail = N.From(-0.5) * x * x - N.From(0.5 * double.Log(2 * double.Pi)) - N.Log(NormalHazardRule.Rest(-x) - x);
        var left = N.Log(default(NormalCdfRule).Value(x));
        var right = N.Log1p(-default(NormalCdfRule).Value(-x));
        return N.Select(x < N.From(NormalHazardRule.Far), tail, N.Select(x < N.Zero, left, right));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public N Chain<N>(N g, N x, N y) where N : IReal<N> => g * N.Map(default(NormalHazardRule), x);
}

/// <summary>s = φ(x)/Φ(x), the inverse of Mills' ratio.</summary>
internal readonly record struct NormalHazardRule : IRule
{
    /// <summary>Below this the continued fraction is used; its first 30 terms are good to 1e-17 there.</summary>
    public const double Far = -5;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public N Value<N>(N x) where N : IReal<N>
        => N.Select(x < N.From(Far), Rest(-x) - x, default(NormalCdfRule).Chain(N.One, x, x) / default(NormalCdfRule).Value(x));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public N Chain<N>(N g, N x, N y) where N : IReal<N> => -g * y * N.Select(x < N.From(Far), Rest(-x), x + y);

    /// <summary>r = 1/(t + 2/(t + 3/(t + ...))).</summary>
    public static N Rest<N>(N t) where N : IReal<N>
    {
        var denominator = t;
        for (var k = 30; k >= 2; k--) denominator = t + N.From(k) / denominator;
        return N.One / denominator;
    }
}
