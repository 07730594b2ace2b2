using System.Runtime.CompilerServices;

namespace AutoDiff;

public abstract partial class Tensor
{
    /// <summary>x ln y, element by element, and 0 where x = 0 (NaN only where y is NaN).</summary>
    /// <param name="x">Any shape.</param>
    /// <param name="y">A shape that broadcasts with the other.</param>
    /// <returns>The broadcast shape.</returns>
    /// <exception cref="ShapeException">The shapes do not broadcast.</exception>
    /// <remarks>∂/∂x = ln y (0 where x = 0 and y ≤ 0), ∂/∂y = x/y (0 where both are 0).</remarks>
    public static Tensor<T> XLogY<T>(Tensor<T> x, Tensor<T> y) where T : unmanaged, IFloatingPointIeee754<T> => Elementwise.Map(default(XLogYRule), x, y);
}

internal readonly record struct XLogYRule : IRule2
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public N Value<N>(N a, N b) where N : IReal<N> => N.Select(N.IsEqual(a, N.Zero) & ~N.IsNaN(b), N.Zero, a * N.Log(b));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public N ChainA<N>(N g, N a, N b, N y) where N : IReal<N> => N.Select(N.IsEqual(a, N.Zero) & (b <= N.Zero), N.Zero, g * N.Log(b));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public N ChainB<N>(N g, N a, N b, N y) where N : IReal<N> => N.Select(N.IsEqual(a, N.Zero) & N.IsEqual(b, N.Zero), N.Zero, g * a / b);
}
