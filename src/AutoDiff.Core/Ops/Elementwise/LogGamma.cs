namespace AutoDiff;

public abstract partial class Tensor
{
    /// <summary>ln |Γ(x)|.</summary>
    /// <param name="x">Any shape.</param>
    /// <returns>The shape of x.</returns>
    /// <remarks>Derivative ψ(x), the digamma function. ∞ at 0, -1, -2, ... Source: DLMF 5.2.</remarks>
    public static Tensor<T> LogGamma<T>(Tensor<T> x) where T : unmanaged, IFloatingPointIeee754<T> => Elementwise.Map(default(LogGammaRule), x);
}

internal readonly record struct LogGammaRule : IRule
{
    public static bool NeedsValue => false;

    public N Value<N>(N x) where N : IReal<N> => N.LogGamma(x);

    public N Chain<N>(N g, N x, N y) where N : IReal<N> => g * N.Polygamma(0, x);
}
