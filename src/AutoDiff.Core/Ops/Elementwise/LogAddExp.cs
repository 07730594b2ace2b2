using System.Runtime.CompilerServices;

namespace AutoDiff;

public abstract partial class Tensor
{
    /// <summary>ln(eᵃ + eᵇ), element by element, without overflow.</summary>
    /// <param name="a">Any shape.</param>
    /// <param name="b">A shape that broadcasts with the other.</param>
    /// <returns>The broadcast shape.</returns>
    /// <exception cref="ShapeException">The shapes do not broadcast.</exception>
    /// <remarks>∂/∂a = 1/(1 + eᵇ⁻ᵃ), ∂/∂b = 1/(1 + eᵃ⁻ᵇ); 1/2 each where both are the same infinity. Computed as max(a, b) + ln(1 + e⁻|a - b|).</remarks>
    public static Tensor<T> LogAddExp<T>(Tensor<T> a, Tensor<T> b) where T : unmanaged, IFloatingPointIeee754<T> => Elementwise.Map(default(LogAddExpRule), a, b);
}

internal readonly record struct LogAddExpRule : IRule2
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public N Value<N>(N a, N b) where N : IReal<N> => N.Select(IsSameInfinity(a, b), a, N.Max(a, b) + N.Log1p(N.Exp(-N.Abs(a - b))));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public N ChainA<N>(N g, N a, N b, N y) where N : IReal<N> => g * Share(a, b);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public N ChainB<N>(N g, N a, N b, N y) where N : IReal<N> => g * Share(b, a);

    /// <summary>The part of the first in the sum: the logistic function of the difference, which is ∞ - ∞ for equal infinities.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static N Share<N>(N a, N b) where N : IReal<N> => N.Select(IsSameInfinity(a, b), N.From(0.5), N.Map(default(SigmoidRule), a - b));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static N IsSameInfinity<N>(N a, N b) where N : IReal<N> => N.IsEqual(a, b) & (N.Abs(a) >= N.From(double.PositiveInfinity));
}
