namespace AutoDiff;

public abstract partial class Tensor
{
    /// <summary>a · b, element by element.</summary>
    /// <param name="a">Any shape.</param>
    /// <param name="b">A shape that broadcasts with the other.</param>
    /// <returns>The broadcast shape.</returns>
    /// <exception cref="ShapeException">The shapes do not broadcast.</exception>
    /// <remarks>∂/∂a = b, ∂/∂b = a.</remarks>
    public static Tensor<T> Mul<T>(Tensor<T> a, Tensor<T> b) where T : unmanaged, IFloatingPointIeee754<T> => Elementwise.Map(default(MulRule), a, b);
}

internal readonly record struct MulRule : IRule2
{
    public static bool NeedsValue => false;

    public N Value<N>(N a, N b) where N : IReal<N> => a * b;

    public N ChainA<N>(N g, N a, N b, N y) where N : IReal<N> => g * b;

    public N ChainB<N>(N g, N a, N b, N y) where N : IReal<N> => g * a;
}
