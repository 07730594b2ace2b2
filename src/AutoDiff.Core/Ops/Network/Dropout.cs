using System.Runtime.CompilerServices;

namespace AutoDiff;

public abstract partial class Tensor
{
    /// <summary>Sets elements to 0 with a probability and scales the others by 1/(1 - probability), so that the mean stays.</summary>
    /// <param name="x">Any shape.</param>
    /// <param name="probability">In [0, 1]: how likely an element is dropped.</param>
    /// <param name="random">Where the mask comes from: one number an element is drawn, none for probability 0 or 1.</param>
    /// <returns>The shape of x.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The probability is not in [0, 1].</exception>
    /// <remarks>x̄ = ȳ times the same mask. Source: Srivastava et al. 2014, "Dropout".</remarks>
    public static Tensor<T> Dropout<T>(Tensor<T> x, double probability, Random random) where T : unmanaged, IFloatingPointIeee754<T>
    {
        ArgumentNullException.ThrowIfNull(x);
        ArgumentNullException.ThrowIfNull(random);
        if (!(probability >= 0 && probability <= 1)) throw new ArgumentOutOfRangeException(nameof(probability), probability, $"dropout: the probability must be in [0, 1], got {probability}.");
        if (probability == 0) return x;
        if (probability == 1) return Mul(x, 0);
        return Elementwise.Map(new DropoutRule(probability), x, Uniform<T>(x.Shape, random));
    }
}

/// <summary>x/(1 - p) where u ≥ p, else 0; the draws u are constants.</summary>
internal readonly record struct DropoutRule(double Probability) : IRule2
{
    public static Slope SlopeB => Slope.Zero;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public N Value<N>(N a, N b) where N : IReal<N> => N.Select(b >= N.From(Probability), a * N.From(1 / (1 - Probability)), N.Zero);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public N ChainA<N>(N g, N a, N b, N y) where N : IReal<N> => N.Select(b >= N.From(Probability), g * N.From(1 / (1 - Probability)), N.Zero);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public N ChainB<N>(N g, N a, N b, N y) where N : IReal<N> => N.Zero;
}
