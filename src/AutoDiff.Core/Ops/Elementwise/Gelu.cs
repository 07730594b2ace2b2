using System.Runtime.CompilerServices;

namespace AutoDiff;

public abstract partial class Tensor
{
    /// <summary>The Gaussian error linear unit x Φ(x), with Φ the normal distribution function.</summary>
    /// <param name="x">Any shape.</param>
    /// <returns>The shape of x.</returns>
    /// <remarks>Derivative Φ(x) + x φ(x). Φ is computed as erfc(-x/√2)/2, accurate in the tail. Source: Hendrycks and Gimpel 2016.</remarks>
    public static Tensor<T> Gelu<T>(Tensor<T> x) where T : unmanaged, IFloatingPointIeee754<T> => Elementwise.Map(default(GeluRule), x);

    /// <summary>The approximation x/2 (1 + tanh(√(2/π) (x + 0.044715 x³))) of <see cref="Gelu"/>.</summary>
    /// <param name="x">Any shape.</param>
    /// <returns>The shape of x.</returns>
    /// <remarks>Written as x σ(2u), u the argument of tanh, which is accurate in the tail. Source: Hendrycks and Gimpel 2016.</remarks>
    public static Tensor<T> GeluTanh<T>(Tensor<T> x) where T : unmanaged, IFloatingPointIeee754<T> => Elementwise.Map(default(GeluTanhRule), x);
}

internal readonly record struct GeluRule : IRule
{
    public static bool NeedsValue => false;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public N Value<N>(N x) where N : IReal<N> => x * Normal(x);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public N Chain<N>(N g, N x, N y) where N : IReal<N>
        => g * (Normal(x) + x * N.Exp(N.From(-0.5) * x * x) * N.From(1 / double.Sqrt(2 * double.Pi)));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static N Normal<N>(N x) where N : IReal<N> => N.From(0.5) * N.Erfc(x * N.From(-double.Sqrt(0.5)));
}

internal readonly record struct GeluTanhRule : IRule
{
    public static bool NeedsValue => false;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public N Value<N>(N x) where N : IReal<N> => x * N.Map(default(SigmoidRule), Argument(x));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public N Chain<N>(N g, N x, N y) where N : IReal<N>
    {
        var u = Argument(x);
        var slope = N.From(2 * double.Sqrt(2 / double.Pi)) * (N.One + N.From(3 * 0.044715) * x * x);
        return g * (N.Map(default(SigmoidRule), u) + x * N.Map(default(SigmoidSlopeRule), u) * slope);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static N Argument<N>(N x) where N : IReal<N> => N.From(2 * double.Sqrt(2 / double.Pi)) * (x + N.From(0.044715) * x * x * x);
}
