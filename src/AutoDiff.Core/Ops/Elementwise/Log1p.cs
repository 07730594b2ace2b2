namespace AutoDiff;

public abstract partial class Tensor
{
    /// <summary>ln(1 + x), accurate near 0.</summary>
    /// <param name="x">Any shape.</param>
    /// <returns>The shape of x.</returns>
    /// <remarks>Derivative 1/(1 + x). -∞ at -1; NaN below.</remarks>
    public static Tensor<T> Log1p<T>(Tensor<T> x) where T : unmanaged, IFloatingPointIeee754<T> => Elementwise.Map(default(Log1pRule), x);
}

internal readonly record struct Log1pRule : IRule
{
    public static bool NeedsValue => false;

    public N Value<N>(N x) where N : IReal<N> => N.Log1p(x);

    public N Chain<N>(N g, N x, N y) where N : IReal<N> => g / (N.One + x);
}
