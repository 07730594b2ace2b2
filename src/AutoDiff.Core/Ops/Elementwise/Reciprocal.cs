namespace AutoDiff;

public abstract partial class Tensor
{
    /// <summary>1/x, element by element.</summary>
    /// <param name="x">Any shape.</param>
    /// <returns>The shape of x.</returns>
    /// <remarks>Derivative -1/x².</remarks>
    public static Tensor<T> Reciprocal<T>(Tensor<T> x) where T : unmanaged, IFloatingPointIeee754<T> => Elementwise.Map(default(ReciprocalRule), x);
}

internal readonly record struct ReciprocalRule : IRule
{
    public static bool NeedsInput => false;

    public N Value<N>(N x) where N : IReal<N> => N.One / x;

    public N Chain<N>(N g, N x, N y) where N : IReal<N> => -g * y * y;
}
