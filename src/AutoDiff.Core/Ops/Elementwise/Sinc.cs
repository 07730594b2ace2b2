using System.Runtime.CompilerServices;

namespace AutoDiff;

public abstract partial class Tensor
{
    /// <summary>The normalised sinc function sin(πx)/(πx), 1 at 0.</summary>
    /// <param name="x">Any shape.</param>
    /// <returns>The shape of x.</returns>
    /// <remarks>Derivative -π j₁(πx) with the spherical Bessel function j₁(u) = (sin u / u - cos u)/u, by its series for |u| &lt; 1, where that difference cancels. Source: DLMF 10.49.3, 10.53.1.</remarks>
    public static Tensor<T> Sinc<T>(Tensor<T> x) where T : unmanaged, IFloatingPointIeee754<T> => Elementwise.Map(default(SincRule), x);
}

internal readonly record struct SincRule : IRule
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public N Value<N>(N x) where N : IReal<N>
    {
        var u = N.From(double.Pi) * x;
        return N.Select(N.IsEqual(x, N.Zero), N.One, N.Sin(u) / u);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public N Chain<N>(N g, N x, N y) where N : IReal<N> => g * N.From(-double.Pi) * SphericalBessel(N.From(double.Pi) * x);

    /// <summary>j₁(u) = u/3 Σ (-u²/2)ᵏ / (k! · 5 · 7 ⋯ (2k + 3)) near 0. The last terms are there for the derivatives.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static N SphericalBessel<N>(N u) where N : IReal<N>
    {
        var square = u * u;
        var sum = N.One;
        for (var k = 11; k >= 1; k--) sum = N.One - square * sum / N.From(2 * k * (2 * k + 3));
        return N.Select(N.Abs(u) < N.One, u * sum / N.From(3), (N.Sin(u) / u - N.Cos(u)) / u);
    }
}
