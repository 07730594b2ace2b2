namespace AutoDiff;

public abstract partial class Tensor
{
    /// <summary>I₀(x), the modified Bessel function of the first kind of order 0.</summary>
    /// <param name="x">Any shape.</param>
    /// <returns>The shape of x.</returns>
    /// <remarks>Derivative I₁(x). Source: DLMF 10.25, 10.29.</remarks>
    public static Tensor<T> BesselI0<T>(Tensor<T> x) where T : unmanaged, IFloatingPointIeee754<T> => Elementwise.Map(default(BesselI0Rule), x);
}

internal readonly record struct BesselI0Rule : IRule
{
    public static bool NeedsValue => false;

    public N Value<N>(N x) where N : IReal<N> => N.BesselI0(x);

    public N Chain<N>(N g, N x, N y) where N : IReal<N> => g * N.BesselI1(x);
}
