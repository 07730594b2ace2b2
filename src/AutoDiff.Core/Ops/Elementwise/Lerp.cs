using System.Runtime.CompilerServices;

namespace AutoDiff;

public abstract partial class Tensor
{
    /// <summary>Linear interpolation a + w (b - a), element by element; exactly a for w = 0 and b for w = 1.</summary>
    /// <param name="a">Taken at w = 0, any shape.</param>
    /// <param name="b">Taken at w = 1, a shape that broadcasts with the others.</param>
    /// <param name="w">The weight; outside [0, 1] it extrapolates. A shape that broadcasts with the others.</param>
    /// <returns>The broadcast shape.</returns>
    /// <exception cref="ShapeException">The shapes do not broadcast.</exception>
    /// <remarks>∂/∂a = 1 - w, ∂/∂b = w, ∂/∂w = b - a.</remarks>
    public static Tensor<T> Lerp<T>(Tensor<T> a, Tensor<T> b, Tensor<T> w) where T : unmanaged, IFloatingPointIeee754<T> => Elementwise.Map(default(LerpRule), a, b, w);

    /// <summary>Linear interpolation a + w (b - a) with one weight for all elements.</summary>
    /// <param name="a">Taken at w = 0, any shape.</param>
    /// <param name="b">Taken at w = 1, a shape that broadcasts with the other.</param>
    /// <param name="w">The weight, rounded to T.</param>
    /// <returns>The broadcast shape.</returns>
    /// <exception cref="ShapeException">The shapes do not broadcast.</exception>
    /// <remarks>∂/∂a = 1 - w, ∂/∂b = w.</remarks>
    public static Tensor<T> Lerp<T>(Tensor<T> a, Tensor<T> b, double w) where T : unmanaged, IFloatingPointIeee754<T> => Elementwise.Map(new LerpByRule(w), a, b);
}

internal readonly record struct LerpRule : IRule3
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public N Value<N>(N a, N b, N c) where N : IReal<N> => N.Select(c < N.From(0.5), a + c * (b - a), b - (N.One - c) * (b - a));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public N ChainA<N>(N g, N a, N b, N c, N y) where N : IReal<N> => g * (N.One - c);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public N ChainB<N>(N g, N a, N b, N c, N y) where N : IReal<N> => g * c;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public N ChainC<N>(N g, N a, N b, N c, N y) where N : IReal<N> => g * (b - a);
}

internal readonly record struct LerpByRule(double Weight) : IRule2
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public N Value<N>(N a, N b) where N : IReal<N> => default(LerpRule).Value(a, b, N.From(Weight));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public N ChainA<N>(N g, N a, N b, N y) where N : IReal<N> => g * (N.One - N.From(Weight));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public N ChainB<N>(N g, N a, N b, N y) where N : IReal<N> => g * N.From(Weight);
}
