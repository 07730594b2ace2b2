using System.Runtime.CompilerServices;

namespace AutoDiff;

public abstract partial class Tensor
{
    /// <summary>|a| with the sign of b, element by element; the sign of -0 counts.</summary>
    /// <param name="a">The magnitude, any shape.</param>
    /// <param name="b">The sign, a shape that broadcasts with the other.</param>
    /// <returns>The broadcast shape.</returns>
    /// <exception cref="ShapeException">The shapes do not broadcast.</exception>
    /// <remarks>∂/∂a = ±1, the sign of a times the sign of b, and 0 at a = 0; ∂/∂b = 0.</remarks>
    public static Tensor<T> CopySign<T>(Tensor<T> a, Tensor<T> b) where T : unmanaged, IFloatingPointIeee754<T> => Elementwise.Map(default(CopySignRule), a, b);
}

internal readonly record struct CopySignRule : IRule2
{
    public static Slope SlopeB => Slope.Zero;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public N Value<N>(N a, N b) where N : IReal<N> => N.Select(IsNegative(b), -N.Abs(a), N.Abs(a));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public N ChainA<N>(N g, N a, N b, N y) where N : IReal<N>
    {
        var slope = N.Select(a > N.Zero, g, N.Select(a < N.Zero, -g, N.Zero));
        return N.Select(IsNegative(b), -slope, slope);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public N ChainB<N>(N g, N a, N b, N y) where N : IReal<N> => N.Zero;

    /// <summary>1/b tells the two zeros apart.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static N IsNegative<N>(N b) where N : IReal<N> => (b < N.Zero) | (N.IsEqual(b, N.Zero) & (N.One / b < N.Zero));
}
