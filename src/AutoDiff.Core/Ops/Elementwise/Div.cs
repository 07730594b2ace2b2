using System.Runtime.CompilerServices;

namespace AutoDiff;

public abstract partial class Tensor
{
    /// <summary>a / b, element by element.</summary>
    /// <param name="a">Any shape.</param>
    /// <param name="b">A shape that broadcasts with the other.</param>
    /// <returns>The broadcast shape.</returns>
    /// <exception cref="ShapeException">The shapes do not broadcast.</exception>
    /// <remarks>∂/∂a = 1/b, ∂/∂b = -a/b².</remarks>
    public static Tensor<T> Div<T>(Tensor<T> a, Tensor<T> b) where T : unmanaged, IFloatingPointIeee754<T> => Elementwise.Map(default(DivRule), a, b);
}

internal readonly record struct DivRule : IRule2
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public N Value<N>(N a, N b) where N : IReal<N> => a / b;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public N ChainA<N>(N g, N a, N b, N y) where N : IReal<N> => g / b;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public N ChainB<N>(N g, N a, N b, N y) where N : IReal<N> => -g * y / b;
}
