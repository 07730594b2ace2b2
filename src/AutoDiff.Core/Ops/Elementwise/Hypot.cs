using System.Runtime.CompilerServices;

namespace AutoDiff;

public abstract partial class Tensor
{
    /// <summary>√(a² + b²) without undue overflow.</summary>
    /// <param name="a">Any shape.</param>
    /// <param name="b">A shape that broadcasts with the other.</param>
    /// <returns>The broadcast shape.</returns>
    /// <exception cref="ShapeException">The shapes do not broadcast.</exception>
    /// <remarks>∂/∂a = a/y, ∂/∂b = b/y; 0 at the origin.</remarks>
    public static Tensor<T> Hypot<T>(Tensor<T> a, Tensor<T> b) where T : unmanaged, IFloatingPointIeee754<T> => Elementwise.Map(default(HypotRule), a, b);
}

internal readonly record struct HypotRule : IRule2
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public N Value<N>(N a, N b) where N : IReal<N> => N.Hypot(a, b);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public N ChainA<N>(N g, N a, N b, N y) where N : IReal<N> => g * N.Select(y > N.Zero, a / y, N.Zero);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public N ChainB<N>(N g, N a, N b, N y) where N : IReal<N> => g * N.Select(y > N.Zero, b / y, N.Zero);
}
