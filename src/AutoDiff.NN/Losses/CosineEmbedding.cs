namespace AutoDiff.NN;

public static partial class Losses
{
    /// <summary>Of the cosine of the angle between a and b: 1 - cos where t = 1 (should be alike), max(0, cos - margin) where t = -1.</summary>
    /// <param name="a">Shape [..., d]: vectors along the last axis.</param>
    /// <param name="b">The same shape.</param>
    /// <param name="targets">t, of shape [...]: 1 or -1 for each pair of vectors.</param>
    /// <param name="margin">How alike is unlike enough, in [-1, 1].</param>
    /// <param name="reduction">What becomes of the losses of the pairs.</param>
    /// <returns>A scalar, or the shape of the targets without a reduction.</returns>
    /// <exception cref="ShapeException">The shapes do not fit together, or there is nothing to take a mean of.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A target is neither 1 nor -1, the margin is not in [-1, 1], or there is no such reduction.</exception>
    /// <remarks>
    /// cos = a·b/(√(‖a‖² + ε) √(‖b‖² + ε)) with ε = 1e-12, which is smooth at zero vectors too; the derivative is 0 at the kink.
    /// Source: Hadsell, Chopra and LeCun 2006, "Dimensionality reduction by learning an invariant mapping".
    /// </remarks>
    public static Tensor<T> CosineEmbedding<T>(Tensor<T> a, Tensor<T> b, Tensor<T> targets, double margin = 0, Reduction reduction = Reduction.Mean) where T : unmanaged, IFloatingPointIeee754<T>
    {
        const string Loss = "cosine_embedding";
        if (!(Math.Abs(margin) <= 1)) throw new ArgumentOutOfRangeException(nameof(margin), margin, $"{Loss}: the margin must lie in [-1, 1], got {margin}.");
        Require.SameShape(Loss, a, b, "a", "b");
        Require.OnePerVector(Loss, a, targets);
        Require.Signs(Loss, targets);
        return Apply(Loss, new CosineEmbeddingRule(margin), Tensor.Sum(Unit(a) * Unit(b), -1), targets, reduction);
    }

    /// <summary>x/√(‖x‖² + ε); the square is never formed, so it does not overflow.</summary>
    private static Tensor<T> Unit<T>(Tensor<T> x) where T : unmanaged, IFloatingPointIeee754<T>
        => x / Tensor.Hypot(Tensor.Norm(x, 2, -1, keepAxis: true), Tensor.Scalar(T.CreateTruncating(1e-6)));
}

/// <summary>1 - c where t &gt; 0, else max(0, c - margin).</summary>
internal readonly record struct CosineEmbeddingRule(double Margin) : IRule2
{
    public static Slope SlopeB => Slope.Zero;

    public N Value<N>(N c, N t) where N : IReal<N> => N.Select(t > N.Zero, N.One - c, N.Map(default(Ramp), c - N.From(Margin)));

    public N ChainA<N>(N g, N c, N t, N y) where N : IReal<N> => N.Select(t > N.Zero, -g, default(Ramp).Chain(g, c - N.From(Margin), y));

    public N ChainB<N>(N g, N c, N t, N y) where N : IReal<N> => N.Zero;
}
