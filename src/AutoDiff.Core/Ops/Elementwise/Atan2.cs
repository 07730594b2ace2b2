namespace AutoDiff;

public abstract partial class Tensor
{
    /// <summary>The angle of the point (x, y) in [-π, π].</summary>
    /// <param name="y">Any shape.</param>
    /// <param name="x">A shape that broadcasts with the other.</param>
    /// <returns>The broadcast shape.</returns>
    /// <exception cref="ShapeException">The shapes do not broadcast.</exception>
    /// <remarks>∂/∂y = x/(x² + y²), ∂/∂x = -y/(x² + y²).</remarks>
    public static Tensor<T> Atan2<T>(Tensor<T> y, Tensor<T> x) where T : unmanaged, IFloatingPointIeee754<T> => Elementwise.Map(default(Atan2Rule), y, x);
}

internal readonly record struct Atan2Rule : IRule2
{
    public static bool NeedsValue => false;

    public N Value<N>(N a, N b) where N : IReal<N> => N.Atan2(a, b);

    public N ChainA<N>(N g, N a, N b, N y) where N : IReal<N> => g * (b / N.Hypot(a, b)) / N.Hypot(a, b);

    public N ChainB<N>(N g, N a, N b, N y) where N : IReal<N> => -g * (a / N.Hypot(a, b)) / N.Hypot(a, b);
}
