namespace AutoDiff;

public abstract partial class Tensor
{
    /// <summary>cos x, x in radians.</summary>
    /// <param name="x">Any shape.</param>
    /// <returns>The shape of x.</returns>
    /// <remarks>Derivative -sin x.</remarks>
    public static Tensor<T> Cos<T>(Tensor<T> x) where T : unmanaged, IFloatingPointIeee754<T> => Elementwise.Map(default(CosRule), x);
}

internal readonly record struct CosRule : IRule
{
    public static bool NeedsValue => false;

    public N Value<N>(N x) where N : IReal<N> => N.Cos(x);

    public N Chain<N>(N g, N x, N y) where N : IReal<N> => -g * N.Sin(x);
}
