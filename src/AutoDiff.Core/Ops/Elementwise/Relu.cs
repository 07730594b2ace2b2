namespace AutoDiff;

public abstract partial class Tensor
{
    /// <summary>max(x, 0), element by element.</summary>
    /// <param name="x">Any shape.</param>
    /// <returns>The shape of x.</returns>
    /// <remarks>Derivative 1 for x &gt; 0, else 0; at the kink x = 0 it is 0. NaN stays NaN.</remarks>
    public static Tensor<T> Relu<T>(Tensor<T> x) where T : unmanaged, IFloatingPointIeee754<T> => Elementwise.Map(default(ReluRule), x);
}

internal readonly record struct ReluRule : IRule
{
    public static bool NeedsValue => false;

    public N Value<N>(N x) where N : IReal<N> => N.Select(x < N.Zero, N.Zero, x);

    public N Chain<N>(N g, N x, N y) where N : IReal<N> => N.Select(x > N.Zero, g, N.Select(N.IsNaN(x), x, N.Zero));
}
