namespace AutoDiff;

public abstract partial class Tensor
{
    /// <summary>arcosh x; NaN for x &lt; 1.</summary>
    /// <param name="x">Any shape.</param>
    /// <returns>The shape of x.</returns>
    /// <remarks>Derivative 1/(√(x - 1) √(x + 1)), ∞ at 1.</remarks>
    public static Tensor<T> Acosh<T>(Tensor<T> x) where T : unmanaged, IFloatingPointIeee754<T> => Elementwise.Map(default(AcoshRule), x);
}

internal readonly record struct AcoshRule : IRule
{
    public static bool NeedsValue => false;

    public N Value<N>(N x) where N : IReal<N> => N.Acosh(x);

    public N Chain<N>(N g, N x, N y) where N : IReal<N> => g / (N.Sqrt(x - N.One) * N.Sqrt(x + N.One));
}
