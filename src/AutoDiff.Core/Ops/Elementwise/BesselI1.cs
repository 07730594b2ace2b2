namespace AutoDiff;

public abstract partial class Tensor
{
    /// <summary>I₁(x), the modified Bessel function of the first kind of order 1.</summary>
    /// <param name="x">Any shape.</param>
    /// <returns>The shape of x.</returns>
    /// <remarks>Derivative I₀(x) - I₁(x)/x, near 0 by its power series. Source: DLMF 10.25, 10.29.</remarks>
    public static Tensor<T> BesselI1<T>(Tensor<T> x) where T : unmanaged, IFloatingPointIeee754<T> => Elementwise.Map(default(BesselI1Rule), x);
}

internal readonly record struct BesselI1Rule : IRule
{
    public N Value<N>(N x) where N : IReal<N> => N.BesselI1(x);

    public N Chain<N>(N g, N x, N y) where N : IReal<N>
    {
        // The division must not be seen to fail at 0, in no order of derivative.
        var isNear = IsNear(x);
        return g * N.Select(isNear, NearZero(x), N.BesselI0(x) - y / N.Select(isNear, N.One, x));
    }

    /// <summary>Where the series of the derivative serves.</summary>
    public static N IsNear<N>(N x) where N : IReal<N> => N.Abs(x) < N.From(0.125);

    /// <summary>I₁'(x) = Σ (2k + 1)/2 (x/2)²ᵏ / (k! (k + 1)!) to full precision for |x| &lt; 1/8.</summary>
    public static N NearZero<N>(N x) where N : IReal<N>
    {
        var z = x * x;
        return N.From(0.5) + z * (N.From(3.0 / 16) + z * (N.From(5.0 / 384) + z * (N.From(7.0 / 18432) + z * N.From(9.0 / 1474560))));
    }
}
