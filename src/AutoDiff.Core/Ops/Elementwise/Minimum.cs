namespace AutoDiff;

public abstract partial class Tensor
{
    /// <summary>The smaller of a and b, element by element; NaN if either is NaN.</summary>
    /// <param name="a">Any shape.</param>
    /// <param name="b">A shape that broadcasts with the other.</param>
    /// <returns>The broadcast shape.</returns>
    /// <exception cref="ShapeException">The shapes do not broadcast.</exception>
    /// <remarks>The gradient goes to the smaller; a tie is shared evenly.</remarks>
    public static Tensor<T> Minimum<T>(Tensor<T> a, Tensor<T> b) where T : unmanaged, IFloatingPointIeee754<T> => Elementwise.Map(default(MinimumRule), a, b);
}

internal readonly record struct MinimumRule : IRule2
{
    public static bool NeedsValue => false;

    public N Value<N>(N a, N b) where N : IReal<N> => N.Min(a, b);

    public N ChainA<N>(N g, N a, N b, N y) where N : IReal<N> => N.Select(N.IsEqual(a, b), N.From(0.5) * g, N.Select((a < b) | N.IsNaN(a), g, N.Zero));

    public N ChainB<N>(N g, N a, N b, N y) where N : IReal<N> => N.Select(N.IsEqual(a, b), N.From(0.5) * g, N.Select((b < a) | N.IsNaN(b), g, N.Zero));
}
