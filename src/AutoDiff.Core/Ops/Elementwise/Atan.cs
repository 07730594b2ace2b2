namespace AutoDiff;

public abstract partial class Tensor
{
    /// <summary>arctan x in [-π/2, π/2].</summary>
    /// <param name="x">Any shape.</param>
    /// <returns>The shape of x.</returns>
    /// <remarks>Derivative 1/(1 + x²).</remarks>
    public static Tensor<T> Atan<T>(Tensor<T> x) where T : unmanaged, IFloatingPointIeee754<T> => Elementwise.Map(default(AtanRule), x);
}

internal readonly record struct AtanRule : IRule
{
    public static bool NeedsValue => false;

    public N Value<N>(N x) where N : IReal<N> => N.Atan(x);

    public N Chain<N>(N g, N x, N y) where N : IReal<N> => g / (N.One + x * x);
}
