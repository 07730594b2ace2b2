namespace AutoDiff;

public abstract partial class Tensor
{
    /// <summary>√x, element by element.</summary>
    /// <param name="x">Any shape.</param>
    /// <returns>The shape of x.</returns>
    /// <remarks>Derivative 1/(2√x): ∞ at 0. NaN for x &lt; 0.</remarks>
    public static Tensor<T> Sqrt<T>(Tensor<T> x) where T : unmanaged, IFloatingPointIeee754<T> => Elementwise.Map(default(SqrtRule), x);
}

internal readonly record struct SqrtRule : IRule
{
    public static bool NeedsInput => false;

    public N Value<N>(N x) where N : IReal<N> => N.Sqrt(x);

    public N Chain<N>(N g, N x, N y) where N : IReal<N> => g / (y + y);
}
