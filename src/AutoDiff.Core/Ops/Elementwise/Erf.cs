namespace AutoDiff;

public abstract partial class Tensor
{
    /// <summary>The error function 2/√π ∫₀ˣ exp(-t²) dt.</summary>
    /// <param name="x">Any shape.</param>
    /// <returns>The shape of x.</returns>
    /// <remarks>Derivative 2/√π exp(-x²). Source: DLMF 7.2.1.</remarks>
    public static Tensor<T> Erf<T>(Tensor<T> x) where T : unmanaged, IFloatingPointIeee754<T> => Elementwise.Map(default(ErfRule), x);
}

internal readonly record struct ErfRule : IRule
{
    public static bool NeedsValue => false;

    public N Value<N>(N x) where N : IReal<N> => N.Erf(x);

    public N Chain<N>(N g, N x, N y) where N : IReal<N> => g * N.From(2 / double.Sqrt(double.Pi)) * N.Exp(-x * x);
}
