namespace AutoDiff;

public abstract partial class Tensor
{
    /// <summary>ψ⁽ⁿ⁾(x), the n-th derivative of the digamma function ψ = (ln Γ)'.</summary>
    /// <param name="x">Any shape.</param>
    /// <param name="order">n ≥ 0; 0 is the digamma function.</param>
    /// <returns>The shape of x.</returns>
    /// <remarks>Derivative ψ⁽ⁿ⁺¹⁾(x). Source: DLMF 5.15.</remarks>
    public static Tensor<T> Polygamma<T>(Tensor<T> x, int order) where T : unmanaged, IFloatingPointIeee754<T>
    {
        if (order < 0) throw new ArgumentOutOfRangeException(nameof(order), order, "polygamma: the order must not be negative.");
        return Elementwise.Map(new PolygammaRule(order), x);
    }
}

internal readonly record struct PolygammaRule(int Order) : IRule
{
    public static bool NeedsValue => false;

    public N Value<N>(N x) where N : IReal<N> => N.Polygamma(Order, x);

    public N Chain<N>(N g, N x, N y) where N : IReal<N> => g * N.Polygamma(Order + 1, x);
}
