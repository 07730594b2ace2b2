using System.Runtime.CompilerServices;

namespace AutoDiff;

public abstract partial class Tensor
{
    /// <summary>x limited to [min, max], a piecewise linear tanh.</summary>
    /// <param name="x">Any shape.</param>
    /// <param name="min">The lower limit.</param>
    /// <param name="max">The upper limit.</param>
    /// <returns>The shape of x.</returns>
    /// <exception cref="ArgumentException">min is above max, or one of them is NaN.</exception>
    /// <remarks>Derivative 1 for min &lt; x &lt; max, else 0, at the kinks min and max too, as PyTorch has it; <see cref="Clamp"/> is the same function with derivative 1 at its limits. NaN stays NaN.</remarks>
    public static Tensor<T> HardTanh<T>(Tensor<T> x, double min = -1, double max = 1) where T : unmanaged, IFloatingPointIeee754<T>
    {
        if (!(min <= max)) throw new ArgumentException($"hard_tanh: min must not be above max, got min {min} and max {max}.", nameof(min));
        return Elementwise.Map(new HardTanhRule(min, max), x);
    }
}

internal readonly record struct HardTanhRule(double Min, double Max) : IRule
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public N Value<N>(N x) where N : IReal<N> => N.Min(N.Max(x, N.From(Min)), N.From(Max));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public N Chain<N>(N g, N x, N y) where N : IReal<N> => N.Select((x <= N.From(Min)) | (x >= N.From(Max)), N.Zero, g);
}
