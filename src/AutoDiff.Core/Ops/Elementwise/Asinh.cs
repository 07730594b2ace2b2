namespace AutoDiff;

public abstract partial class Tensor
{
    /// <summary>arsinh x.</summary>
    /// <param name="x">Any shape.</param>
    /// <returns>The shape of x.</returns>
    /// <remarks>Derivative 1/√(1 + x²), without overflow for large x.</remarks>
    public static Tensor<T> Asinh<T>(Tensor<T> x) where T : unmanaged, IFloatingPointIeee754<T> => Elementwise.Map(default(AsinhRule), x);
}

internal readonly record struct AsinhRule : IRule
{
    public static bool NeedsValue => false;

    public N Value<N>(N x) where N : IReal<N> => N.Asinh(x);

    public N Chain<N>(N g, N x, N y) where N : IReal<N> => g / N.Hypot(x, N.One);
}
