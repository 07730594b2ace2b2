using System.Runtime.CompilerServices;

namespace AutoDiff;

public abstract partial class Tensor
{
    /// <summary>The logarithm of the logistic function, -ln(1 + e⁻ˣ), without overflow.</summary>
    /// <param name="x">Any shape.</param>
    /// <returns>The shape of x.</returns>
    /// <remarks>Derivative 1/(1 + eˣ). Computed as min(x, 0) - ln(1 + e⁻|x|), in which nothing cancels: -x far to the left keeps its digits, and so does -e⁻ˣ far to the right.</remarks>
    public static Tensor<T> LogSigmoid<T>(Tensor<T> x) where T : unmanaged, IFloatingPointIeee754<T> => Elementwise.Map(default(LogSigmoidRule), x);
}

internal readonly record struct LogSigmoidRule : IRule
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public N Value<N>(N x) where N : IReal<N> => N.Min(x, N.Zero) - N.Log1p(N.Exp(-N.Abs(x)));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public N Chain<N>(N g, N x, N y) where N : IReal<N> => g * N.Map(default(SigmoidRule), -x);
}
