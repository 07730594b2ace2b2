using System.Runtime.CompilerServices;

namespace AutoDiff;

public abstract partial class Tensor
{
    /// <summary>ln(1 + exp(beta · x)) / beta, a smooth relu.</summary>
    /// <param name="x">Any shape.</param>
    /// <param name="beta">Sharpness; not 0.</param>
    /// <param name="threshold">Where beta · x is larger, x itself is returned, as PyTorch does.</param>
    /// <returns>The shape of x.</returns>
    /// <remarks>Derivative 1/(1 + exp(-beta · x)). Computed as max(z, 0) + ln(1 + e⁻|z|), which never overflows. Pass <see cref="double.PositiveInfinity"/> as threshold for the function without the switch.</remarks>
    public static Tensor<T> Softplus<T>(Tensor<T> x, double beta = 1, double threshold = 20) where T : unmanaged, IFloatingPointIeee754<T>
    {
        if (beta == 0) throw new ArgumentOutOfRangeException(nameof(beta), beta, "softplus: beta must not be 0.");
        return Elementwise.Map(new SoftplusRule(beta, threshold), x);
    }
}

internal readonly record struct SoftplusRule(double Beta, double Threshold) : IRule
{
    public static bool NeedsValue => false;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public N Value<N>(N x) where N : IReal<N> => N.Select(N.From(Beta) * x > N.From(Threshold), x, (N.Max(N.From(Beta) * x, N.Zero) + N.Log1p(N.Exp(-N.Abs(N.From(Beta) * x)))) / N.From(Beta));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public N Chain<N>(N g, N x, N y) where N : IReal<N> => N.Select(N.From(Beta) * x > N.From(Threshold), g, g * N.Map(default(SigmoidRule), N.From(Beta) * x));
}
