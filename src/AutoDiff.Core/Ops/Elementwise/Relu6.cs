using System.Runtime.CompilerServices;

namespace AutoDiff;

public abstract partial class Tensor
{
    /// <summary>min(max(x, 0), 6), element by element.</summary>
    /// <param name="x">Any shape.</param>
    /// <returns>The shape of x.</returns>
    /// <remarks>Derivative 1 for 0 &lt; x &lt; 6, else 0, at the kinks 0 and 6 too. NaN stays NaN.</remarks>
    public static Tensor<T> Relu6<T>(Tensor<T> x) where T : unmanaged, IFloatingPointIeee754<T> => Elementwise.Map(default(Relu6Rule), x);
}

internal readonly record struct Relu6Rule : IRule
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public N Value<N>(N x) where N : IReal<N> => N.Min(N.Max(x, N.Zero), N.From(6));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public N Chain<N>(N g, N x, N y) where N : IReal<N> => N.Select((x <= N.Zero) | (x >= N.From(6)), N.Zero, g);
}
