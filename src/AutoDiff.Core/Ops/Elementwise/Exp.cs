namespace AutoDiff;

public abstract partial class Tensor
{
    /// <summary>eˣ, element by element.</summary>
    /// <param name="x">Any shape.</param>
    /// <returns>The shape of x.</returns>
    /// <remarks>Derivative eˣ = y. exp(-∞) = 0, exp(∞) = ∞.</remarks>
    public static Tensor<T> Exp<T>(Tensor<T> x) where T : unmanaged, IFloatingPointIeee754<T> => Elementwise.Map(default(ExpRule), x);
}

internal readonly record struct ExpRule : IRule
{
    public static bool NeedsInput => false;

    public N Value<N>(N x) where N : IReal<N> => N.Exp(x);

    public N Chain<N>(N g, N x, N y) where N : IReal<N> => g * y;
}
