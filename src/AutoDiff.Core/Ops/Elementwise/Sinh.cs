namespace AutoDiff;

public abstract partial class Tensor
{
    /// <summary>sinh x.</summary>
    /// <param name="x">Any shape.</param>
    /// <returns>The shape of x.</returns>
    /// <remarks>Derivative cosh x.</remarks>
    public static Tensor<T> Sinh<T>(Tensor<T> x) where T : unmanaged, IFloatingPointIeee754<T> => Elementwise.Map(default(SinhRule), x);
}

internal readonly record struct SinhRule : IRule
{
    public static bool NeedsValue => false;

    public N Value<N>(N x) where N : IReal<N> => N.Sinh(x);

    public N Chain<N>(N g, N x, N y) where N : IReal<N> => g * N.Cosh(x);
}
