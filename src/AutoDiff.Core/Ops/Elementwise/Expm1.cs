namespace AutoDiff;

public abstract partial class Tensor
{
    /// <summary>eˣ - 1, accurate near 0.</summary>
    /// <param name="x">Any shape.</param>
    /// <returns>The shape of x.</returns>
    /// <remarks>Derivative eˣ (not y + 1, which loses digits for x far below 0).</remarks>
    public static Tensor<T> Expm1<T>(Tensor<T> x) where T : unmanaged, IFloatingPointIeee754<T> => Elementwise.Map(default(Expm1Rule), x);
}

internal readonly record struct Expm1Rule : IRule
{
    public static bool NeedsValue => false;

    public N Value<N>(N x) where N : IReal<N> => N.Expm1(x);

    public N Chain<N>(N g, N x, N y) where N : IReal<N> => g * N.Exp(x);
}
