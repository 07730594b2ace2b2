namespace AutoDiff;

public abstract partial class Tensor
{
    /// <summary>-x, element by element.</summary>
    /// <param name="x">Any shape.</param>
    /// <returns>The shape of x.</returns>
    /// <remarks>Derivative -1.</remarks>
    public static Tensor<T> Neg<T>(Tensor<T> x) where T : unmanaged, IFloatingPointIeee754<T> => Elementwise.Map(default(NegRule), x);
}

internal readonly record struct NegRule : IRule
{
    public static bool NeedsValue => false;

    public static bool NeedsInput => false;

    public N Value<N>(N x) where N : IReal<N> => -x;

    public N Chain<N>(N g, N x, N y) where N : IReal<N> => -g;
}
