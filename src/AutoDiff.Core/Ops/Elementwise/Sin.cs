namespace AutoDiff;

public abstract partial class Tensor
{
    /// <summary>sin x, x in radians.</summary>
    /// <param name="x">Any shape.</param>
    /// <returns>The shape of x.</returns>
    /// <remarks>Derivative cos x.</remarks>
    public static Tensor<T> Sin<T>(Tensor<T> x) where T : unmanaged, IFloatingPointIeee754<T> => Elementwise.Map(default(SinRule), x);
}

internal readonly record struct SinRule : IRule
{
    public static bool NeedsValue => false;

    public N Value<N>(N x) where N : IReal<N> => N.Sin(x);

    public N Chain<N>(N g, N x, N y) where N : IReal<N> => g * N.Cos(x);
}
