namespace AutoDiff;

public abstract partial class Tensor
{
    /// <summary>ψ(x) = (ln Γ)'(x), the digamma function.</summary>
    /// <param name="x">Any shape.</param>
    /// <returns>The shape of x.</returns>
    /// <remarks>Derivative ψ'(x), the trigamma function. NaN at 0, -1, -2, ... Source: DLMF 5.2.</remarks>
    public static Tensor<T> Digamma<T>(Tensor<T> x) where T : unmanaged, IFloatingPointIeee754<T> => Elementwise.Map(new PolygammaRule(0), x);
}
