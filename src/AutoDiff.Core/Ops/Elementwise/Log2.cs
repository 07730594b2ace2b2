namespace AutoDiff;

public abstract partial class Tensor
{
    /// <summary>log₂ x, element by element.</summary>
    /// <param name="x">Any shape.</param>
    /// <returns>The shape of x.</returns>
    /// <remarks>Derivative 1/(x ln 2).</remarks>
    public static Tensor<T> Log2<T>(Tensor<T> x) where T : unmanaged, IFloatingPointIeee754<T> => Elementwise.Map(default(Log2Rule), x);
}

internal readonly record struct Log2Rule : IRule
{
    public static bool NeedsValue => false;

    public N Value<N>(N x) where N : IReal<N> => N.Log2(x);

    public N Chain<N>(N g, N x, N y) where N : IReal<N> => g / (x * N.From(double.Log(2)));
}
