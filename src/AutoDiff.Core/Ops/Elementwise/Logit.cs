using System.Runtime.CompilerServices;

namespace AutoDiff;

public abstract partial class Tensor
{
    /// <summary>ln(x / (1 - x)), the inverse of the logistic function.</summary>
    /// <param name="x">Any shape.</param>
    /// <returns>The shape of x.</returns>
    /// <remarks>Derivative 1/(x (1 - x)). -∞ at 0, ∞ at 1, NaN outside [0, 1]. Computed as 2 artanh(2x - 1) from 1/4 on, where 2x - 1 is exact, so that the zero at 1/2 keeps its digits; as ln x - ln(1 - x) below.</remarks>
    public static Tensor<T> Logit<T>(Tensor<T> x) where T : unmanaged, IFloatingPointIeee754<T> => Elementwise.Map(default(LogitRule), x);
}

internal readonly record struct LogitRule : IRule
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public N Value<N>(N x) where N : IReal<N> => N.Select(x < N.From(0.25), N.Log(x) - N.Log1p(-x), N.From(2) * N.Atanh(N.From(2) * x - N.One));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public N Chain<N>(N g, N x, N y) where N : IReal<N> => g / (x * (N.One - x));
}
