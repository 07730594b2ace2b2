namespace AutoDiff.NN;

public static partial class Losses
{
    /// <summary>The binary cross-entropy of p = σ(x): w t softplus(-x) + (1 - t) softplus(x), in nats, without the digits that σ(x) would lose.</summary>
    /// <param name="logits">x, any shape.</param>
    /// <param name="targets">t, the same shape: 1 for yes, 0 for no, or a probability.</param>
    /// <param name="weights">How much each element counts; broadcasts to the shape of the logits. A mean divides by the number of elements all the same.</param>
    /// <param name="positiveWeights">w, how much more a yes counts than a no; broadcasts to the shape of the logits, for example one for each class.</param>
    /// <param name="reduction">What becomes of the losses of the elements.</param>
    /// <returns>A scalar, or the shape of the logits without a reduction.</returns>
    /// <exception cref="ShapeException">The shapes differ, or there is nothing to take a mean of.</exception>
    /// <exception cref="ArgumentOutOfRangeException">There is no such reduction.</exception>
    /// <remarks>Derivative (1 - t) σ(x) - w t σ(-x), which is σ(x) - t without weights. Infinite logits are fine where they are right: their loss is 0.</remarks>
    public static Tensor<T> BinaryCrossEntropyWithLogits<T>(
        Tensor<T> logits, Tensor<T> targets, Tensor<T>? weights = null, Tensor<T>? positiveWeights = null, Reduction reduction = Reduction.Mean) where T : unmanaged, IFloatingPointIeee754<T>
    {
        const string Loss = "binary_cross_entropy_with_logits";
        Require.SameShape(Loss, logits, targets, "logits");
        if (positiveWeights is null)
        {
            return weights is null
                ? Apply(Loss, default(LogisticLoss), logits, targets, reduction)
                : Apply(Loss, default(ScaledLogisticLoss), logits, targets, Require.BroadcastsTo(Loss, logits.Shape, weights), reduction);
        }

        Require.BroadcastsTo(Loss, logits.Shape, positiveWeights, "positive weights");
        if (weights is null) return Apply(Loss, default(WeightedLogisticLoss), logits, targets, positiveWeights, reduction);
        return Reductions.Reduce(Loss, Tensor.Map(default(WeightedLogisticLoss), logits, targets, positiveWeights) * Require.BroadcastsTo(Loss, logits.Shape, weights), reduction);
    }
}

/// <summary>t softplus(-x) + (1 - t) softplus(x).</summary>
internal readonly record struct LogisticLoss : IRule2
{
    public N Value<N>(N x, N t) where N : IReal<N> => default(WeightedLogisticLoss).Value(x, t, N.One);

    public N ChainA<N>(N g, N x, N t, N y) where N : IReal<N> => default(WeightedLogisticLoss).ChainA(g, x, t, N.One, y);

    public N ChainB<N>(N g, N x, N t, N y) where N : IReal<N> => -g * x;
}

/// <summary>w times that loss. The parts of a softplus bend at 0, where only together they are smooth: as the slope in w, which may be differentiated again, it stands whole.</summary>
internal readonly record struct ScaledLogisticLoss : IRule3
{
    public N Value<N>(N x, N t, N w) where N : IReal<N> => w * default(LogisticLoss).Value(x, t);

    public N ChainA<N>(N g, N x, N t, N w, N y) where N : IReal<N> => default(LogisticLoss).ChainA(g * w, x, t, y);

    public N ChainB<N>(N g, N x, N t, N w, N y) where N : IReal<N> => default(LogisticLoss).ChainB(g * w, x, t, y);

    public N ChainC<N>(N g, N x, N t, N w, N y) where N : IReal<N> => g * (N.Times(t, N.Map(default(Softplus), -x)) + N.Times(N.One - t, N.Map(default(Softplus), x)));
}

/// <summary>w t softplus(-x) + (1 - t) softplus(x). Both softplus share ln(1 + e⁻|x|); a side that does not count is left out, even where it is infinite.</summary>
internal readonly record struct WeightedLogisticLoss : IRule3
{
    public N Value<N>(N x, N t, N w) where N : IReal<N>
    {
        var (yes, no) = (w * t, N.One - t);
        return N.Times(yes, N.Max(-x, N.Zero)) + N.Times(no, N.Max(x, N.Zero)) + (yes + no) * N.Log1p(N.Exp(-N.Abs(x)));
    }

    public N ChainA<N>(N g, N x, N t, N w, N y) where N : IReal<N> => g * ((N.One - t) * N.Map(default(Logistic), x) - w * t * N.Map(default(Logistic), -x));

    public N ChainB<N>(N g, N x, N t, N w, N y) where N : IReal<N> => g * (w * N.Map(default(Softplus), -x) - N.Map(default(Softplus), x));

    public N ChainC<N>(N g, N x, N t, N w, N y) where N : IReal<N> => g * t * N.Map(default(Softplus), -x);
}
