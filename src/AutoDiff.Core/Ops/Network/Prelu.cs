using System.Runtime.CompilerServices;

namespace AutoDiff;

public abstract partial class Tensor
{
    /// <summary>x where x &gt; 0, else w x, with a slope w that is learned.</summary>
    /// <param name="x">Shape [n, c, ...], or any shape for a single slope.</param>
    /// <param name="weight">w, of shape [c], one slope a channel, or [1].</param>
    /// <returns>The shape of x.</returns>
    /// <exception cref="ShapeException">The weight is neither [1] nor [c].</exception>
    /// <remarks>∂/∂x = 1 or w (w at 0), ∂/∂w = min(x, 0). Source: He et al. 2015, "Delving deep into rectifiers".</remarks>
    public static Tensor<T> Prelu<T>(Tensor<T> x, Tensor<T> weight) where T : unmanaged, IFloatingPointIeee754<T>
    {
        ArgumentNullException.ThrowIfNull(x);
        ArgumentNullException.ThrowIfNull(weight);
        if (weight.Length == 1) return Elementwise.Map(default(PreluRule), x, weight.Reshape(Shape.Scalar));
        if (x.Rank < 2) throw new ShapeException($"prelu: x of shape [n, channels, ...] is required for a weight {weight.Shape}, got {x.Shape}.");
        return Elementwise.Map(default(PreluRule), x, Channels.Along("prelu", x, weight, "weight"));
    }
}

internal readonly record struct PreluRule : IRule2
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public N Value<N>(N a, N b) where N : IReal<N> => N.Select(a > N.Zero, a, a * b);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public N ChainA<N>(N g, N a, N b, N y) where N : IReal<N> => N.Select(a > N.Zero, g, g * b);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public N ChainB<N>(N g, N a, N b, N y) where N : IReal<N> => N.Select(a > N.Zero, N.Zero, g * a);
}
