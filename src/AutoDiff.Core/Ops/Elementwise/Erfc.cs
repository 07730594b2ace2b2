namespace AutoDiff;

public abstract partial class Tensor
{
    /// <summary>1 - erf x, accurate in the tail.</summary>
    /// <param name="x">Any shape.</param>
    /// <returns>The shape of x.</returns>
    /// <remarks>Derivative -2/√π exp(-x²). Source: DLMF 7.2.2.</remarks>
    public static Tensor<T> Erfc<T>(Tensor<T> x) where T : unmanaged, IFloatingPointIeee754<T> => Elementwise.Map(default(ErfcRule), x);
}

internal readonly record struct ErfcRule : IRule
{
    public static bool NeedsValue => false;

    public N Value<N>(N x) where N : IReal<N> => N.Erfc(x);

    public N Chain<N>(N g, N x, N y) where N : IReal<N> => g * N.From(-2 / double.Sqrt(double.Pi)) * N.Exp(-x * x);
}
