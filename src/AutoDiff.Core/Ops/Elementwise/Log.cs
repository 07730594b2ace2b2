namespace AutoDiff;

public abstract partial class Tensor
{
    /// <summary>ln x, element by element.</summary>
    /// <param name="x">Any shape.</param>
    /// <returns>The shape of x.</returns>
    /// <remarks>Derivative 1/x. log 0 = -∞; NaN for x &lt; 0.</remarks>
    public static Tensor<T> Log<T>(Tensor<T> x) where T : unmanaged, IFloatingPointIeee754<T> => Elementwise.Map(default(LogRule), x);
}

internal readonly record struct LogRule : IRule
{
    public static bool NeedsValue => false;

    public N Value<N>(N x) where N : IReal<N> => N.Log(x);

    public N Chain<N>(N g, N x, N y) where N : IReal<N> => g / x;
}
