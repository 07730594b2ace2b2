namespace AutoDiff;

public abstract partial class Tensor
{
    /// <summary>The inverse of erf on (-1, 1).</summary>
    /// <param name="x">Any shape.</param>
    /// <returns>The shape of x.</returns>
    /// <remarks>Derivative √π/2 exp(y²). ±∞ at ±1, NaN outside.</remarks>
    public static Tensor<T> ErfInv<T>(Tensor<T> x) where T : unmanaged, IFloatingPointIeee754<T> => Elementwise.Map(default(ErfInvRule), x);
}

internal readonly record struct ErfInvRule : IRule
{
    public static bool NeedsInput => false;

    public N Value<N>(N x) where N : IReal<N> => N.ErfInv(x);

    public N Chain<N>(N g, N x, N y) where N : IReal<N> => g * N.From(double.Sqrt(double.Pi) / 2) * N.Exp(y * y);
}
