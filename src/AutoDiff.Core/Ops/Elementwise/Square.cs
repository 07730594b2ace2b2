namespace AutoDiff;

public abstract partial class Tensor
{
    /// <summary>x², element by element.</summary>
    /// <param name="x">Any shape.</param>
    /// <returns>The shape of x.</returns>
    /// <remarks>Derivative 2x.</remarks>
    public static Tensor<T> Square<T>(Tensor<T> x) where T : unmanaged, IFloatingPointIeee754<T> => Elementwise.Map(default(SquareRule), x);
}

internal readonly record struct SquareRule : IRule
{
    public static bool NeedsValue => false;

    public N Value<N>(N x) where N : IReal<N> => x * x;

    public N Chain<N>(N g, N x, N y) where N : IReal<N> => g * (x + x);
}
