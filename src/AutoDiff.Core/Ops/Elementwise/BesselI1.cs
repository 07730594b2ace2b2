namespace AutoDiff;

public abstract partial class Tensor
{
    /// <summary>I₁(x), the modified Bessel function of the first kind of order 1.</summary>
    /// <param name="x">Any shape.</param>
    /// <returns>The shape of x.</returns>
    /// <remarks>Derivative I₀(x) - I₁(x)/x, 1/2 at 0. Source: DLMF 10.25, 10.29.</remarks>
    public static Tensor<T> BesselI1<T>(Tensor<T> x) where T : unmanaged, IFloatingPointIeee754<T> => Elementwise.Map(default(BesselI1Rule), x);
}

internal readonly record struct BesselI1Rule : IRule
{
    public N Value<N>(N x) where N : IReal<N> => N.BesselI1(x);

    public N Chain<N>(N g, N x, N y) where N : IReal<N> => g * N.Select(N.IsEqual(x, N.Zero), N.From(0.5), N.BesselI0(x) - y / x);
}
