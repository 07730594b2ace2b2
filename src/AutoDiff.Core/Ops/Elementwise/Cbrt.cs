namespace AutoDiff;

public abstract partial class Tensor
{
    /// <summary>∛x, element by element.</summary>
    /// <param name="x">Any shape.</param>
    /// <returns>The shape of x.</returns>
    /// <remarks>Derivative 1/(3∛x²): ∞ at 0.</remarks>
    public static Tensor<T> Cbrt<T>(Tensor<T> x) where T : unmanaged, IFloatingPointIeee754<T> => Elementwise.Map(default(CbrtRule), x);
}

internal readonly record struct CbrtRule : IRule
{
    public static bool NeedsInput => false;

    public N Value<N>(N x) where N : IReal<N> => N.Cbrt(x);

    public N Chain<N>(N g, N x, N y) where N : IReal<N> => g / (N.From(3) * y * y);
}
