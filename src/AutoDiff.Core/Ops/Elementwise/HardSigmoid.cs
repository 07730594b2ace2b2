using System.Runtime.CompilerServices;

namespace AutoDiff;

public abstract partial class Tensor
{
    /// <summary>min(max(x + 3, 0), 6) / 6, a piecewise linear logistic function.</summary>
    /// <param name="x">Any shape.</param>
    /// <returns>The shape of x.</returns>
    /// <remarks>Derivative 1/6 for -3 &lt; x &lt; 3, else 0, at the kinks -3 and 3 too. NaN stays NaN.</remarks>
    public static Tensor<T> HardSigmoid<T>(Tensor<T> x) where T : unmanaged, IFloatingPointIeee754<T> => Elementwise.Map(default(HardSigmoidRule), x);
}

internal readonly record struct HardSigmoidRule : IRule
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public N Value<N>(N x) where N : IReal<N> => N.Min(N.Max(x + N.From(3), N.Zero), N.From(6)) / N.From(6);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public N Chain<N>(N g, N x, N y) where N : IReal<N> => N.Select((x <= N.From(-3)) | (x >= N.From(3)), N.Zero, g / N.From(6));
}
