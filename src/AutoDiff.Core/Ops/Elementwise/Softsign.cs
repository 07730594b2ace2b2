namespace AutoDiff;

public abstract partial class Tensor
{
    /// <summary>x / (1 + |x|), element by element.</summary>
    /// <param name="x">Any shape.</param>
    /// <returns>The shape of x.</returns>
    /// <remarks>Derivative 1/(1 + |x|)². ±1 at ±∞ is not reached: ∞/∞ is NaN.</remarks>
    public static Tensor<T> Softsign<T>(Tensor<T> x) where T : unmanaged, IFloatingPointIeee754<T> => Elementwise.Map(default(SoftsignRule), x);
}

internal readonly record struct SoftsignRule : IRule
{
    public static bool NeedsValue => false;

    public N Value<N>(N x) where N : IReal<N> => x / (N.One + N.Abs(x));

    public N Chain<N>(N g, N x, N y) where N : IReal<N> => g / ((N.One + N.Abs(x)) * (N.One + N.Abs(x)));
}
