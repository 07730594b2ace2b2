namespace AutoDiff.NN;

public static partial class Losses
{
    /// <summary>Of distances x: x where t = 1 (should be near), max(0, margin - x) where t = -1 (should be far apart).</summary>
    /// <param name="distances">x, any shape.</param>
    /// <param name="targets">t, the same shape: 1 or -1.</param>
    /// <param name="margin">How far apart is far enough.</param>
    /// <param name="reduction">What becomes of the losses of the elements.</param>
    /// <returns>A scalar, or the shape of the distances without a reduction.</returns>
    /// <exception cref="ShapeException">The shapes differ, or there is nothing to take a mean of.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A target is neither 1 nor -1, the margin is not finite, or there is no such reduction.</exception>
    /// <remarks>Derivative 1 where t = 1; -1 where t = -1 and x &lt; margin, else 0, at the kink too. Targets have none.</remarks>
    public static Tensor<T> HingeEmbedding<T>(Tensor<T> distances, Tensor<T> targets, double margin = 1, Reduction reduction = Reduction.Mean) where T : unmanaged, IFloatingPointIeee754<T>
    {
        Require.Finite("hinge_embedding", margin);
        Require.SameShape("hinge_embedding", distances, targets, "distances");
        Require.Signs("hinge_embedding", targets);
        return Apply("hinge_embedding", new HingeEmbeddingRule(margin), distances, targets, reduction);
    }
}

/// <summary>x where t &gt; 0, else max(0, margin - x).</summary>
internal readonly record struct HingeEmbeddingRule(double Margin) : IRule2
{
    public static Slope SlopeB => Slope.Zero;

    public N Value<N>(N x, N t) where N : IReal<N> => N.Select(t > N.Zero, x, N.Map(default(Ramp), N.From(Margin) - x));

    public N ChainA<N>(N g, N x, N t, N y) where N : IReal<N> => N.Select(t > N.Zero, g, -default(Ramp).Chain(g, N.From(Margin) - x, y));

    public N ChainB<N>(N g, N x, N t, N y) where N : IReal<N> => N.Zero;
}
