using System.Runtime.CompilerServices;

namespace AutoDiff;

public abstract partial class Tensor
{
    /// <summary>a + b, element by element.</summary>
    /// <param name="a">Any shape.</param>
    /// <param name="b">A shape that broadcasts with the other.</param>
    /// <returns>The broadcast shape.</returns>
    /// <exception cref="ShapeException">The shapes do not broadcast.</exception>
    /// <remarks>∂/∂a = 1, ∂/∂b = 1.</remarks>
    public static Tensor<T> Add<T>(Tensor<T> a, Tensor<T> b) where T : unmanaged, IFloatingPointIeee754<T> => Elementwise.Map(default(AddRule), a, b);
}

internal readonly record struct AddRule : IRule2
{
    public static Slope SlopeA => Slope.One;

    public static Slope SlopeB => Slope.One;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public N Value<N>(N a, N b) where N : IReal<N> => a + b;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public N ChainA<N>(N g, N a, N b, N y) where N : IReal<N> => g;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public N ChainB<N>(N g, N a, N b, N y) where N : IReal<N> => g;
}
