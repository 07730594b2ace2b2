namespace AutoDiff;

public abstract partial class Tensor
{
    /// <summary>log₁₀ x, element by element.</summary>
    /// <param name="x">Any shape.</param>
    /// <returns>The shape of x.</returns>
    /// <remarks>Derivative 1/(x ln 10).</remarks>
    public static Tensor<T> Log10<T>(Tensor<T> x) where T : unmanaged, IFloatingPointIeee754<T> => Elementwise.Map(default(Log10Rule), x);
}

internal readonly record struct Log10Rule : IRule
{
    public static bool NeedsValue => false;

    public N Value<N>(N x) where N : IReal<N> => N.Log10(x);

    public N Chain<N>(N g, N x, N y) where N : IReal<N> => g / (x * N.From(double.Log(10)));
}
