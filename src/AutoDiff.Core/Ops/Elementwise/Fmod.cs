using System.Runtime.CompilerServices;

namespace AutoDiff;

public abstract partial class Tensor
{
    /// <summary>The remainder of the division of a by b with the sign of a, as the operator % of C#: a - b truncate(a / b).</summary>
    /// <param name="a">The dividend, any shape.</param>
    /// <param name="b">The divisor, a shape that broadcasts with the other.</param>
    /// <returns>The broadcast shape.</returns>
    /// <exception cref="ShapeException">The shapes do not broadcast.</exception>
    /// <remarks>Exact. ∂/∂a = 1, ∂/∂b = (y - a)/b, minus the whole part of the quotient, at the jumps too. NaN where b = 0 or a is infinite. <see cref="Modulo"/> has the sign of b.</remarks>
    public static Tensor<T> Fmod<T>(Tensor<T> a, Tensor<T> b) where T : unmanaged, IFloatingPointIeee754<T> => Elementwise.Map(default(FmodRule), a, b);
}

internal readonly record struct FmodRule : IRule2
{
    public static Slope SlopeA => Slope.One;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public N Value<N>(N a, N b) where N : IReal<N> => N.Fmod(a, b);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public N ChainA<N>(N g, N a, N b, N y) where N : IReal<N> => g;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public N ChainB<N>(N g, N a, N b, N y) where N : IReal<N> => -g * N.Round((a - y) / b);
}
