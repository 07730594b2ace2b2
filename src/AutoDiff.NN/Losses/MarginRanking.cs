namespace AutoDiff.NN;

public static partial class Losses
{
    /// <summary>max(0, margin - t (a - b)): a should exceed b by the margin where t = 1, and b should exceed a where t = -1.</summary>
    /// <param name="a">Any shape.</param>
    /// <param name="b">The same shape.</param>
    /// <param name="targets">t, the same shape: 1 or -1.</param>
    /// <param name="margin">By how much.</param>
    /// <param name="reduction">What becomes of the losses of the elements.</param>
    /// <returns>A scalar, or the shape of the scores without a reduction.</returns>
    /// <exception cref="ShapeException">The shapes differ, or there is nothing to take a mean of.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A target is neither 1 nor -1, the margin is not finite, or there is no such reduction.</exception>
    /// <remarks>Derivative -t for a and t for b where the loss is positive, else 0, at the kink too.</remarks>
    public static Tensor<T> MarginRanking<T>(Tensor<T> a, Tensor<T> b, Tensor<T> targets, double margin = 0, Reduction reduction = Reduction.Mean) where T : unmanaged, IFloatingPointIeee754<T>
    {
        Require.Finite("margin_ranking", margin);
        Require.SameShape("margin_ranking", a, b, "a", "b");
        Require.SameShape("margin_ranking", a, targets, "a");
        Require.Signs("margin_ranking", targets);
        return Apply("margin_ranking", new MarginRankingRule(margin), a, b, targets, reduction);
    }
}

/// <summary>max(0, margin - t (a - b)).</summary>
internal readonly record struct MarginRankingRule(double Margin) : IRule3
{
    public N Value<N>(N a, N b, N t) where N : IReal<N> => N.Map(default(Ramp), Gap(a, b, t));

    public N ChainA<N>(N g, N a, N b, N t, N y) where N : IReal<N> => -t * default(Ramp).Chain(g, Gap(a, b, t), y);

    public N ChainB<N>(N g, N a, N b, N t, N y) where N : IReal<N> => t * default(Ramp).Chain(g, Gap(a, b, t), y);

    public N ChainC<N>(N g, N a, N b, N t, N y) where N : IReal<N> => (b - a) * default(Ramp).Chain(g, Gap(a, b, t), y);

    private N Gap<N>(N a, N b, N t) where N : IReal<N> => N.From(Margin) - t * (a - b);
}
