namespace AutoDiff;

public abstract partial class Tensor
{
    /// <summary>cosh x.</summary>
    /// <param name="x">Any shape.</param>
    /// <returns>The shape of x.</returns>
    /// <remarks>Derivative sinh x.</remarks>
    public static Tensor<T> Cosh<T>(Tensor<T> x) where T : unmanaged, IFloatingPointIeee754<T> => Elementwise.Map(default(CoshRule), x);
}

internal readonly record struct CoshRule : IRule
{
    public static bool NeedsValue => false;

    public N Value<N>(N x) where N : IReal<N> => N.Cosh(x);

    public N Chain<N>(N g, N x, N y) where N : IReal<N> => g * N.Sinh(x);
}
