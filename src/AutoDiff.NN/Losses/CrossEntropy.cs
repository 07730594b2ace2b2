namespace AutoDiff.NN;

public static partial class Losses
{
    /// <summary>-ln softmax(x)[label]: how surprised a classifier is by the true classes, in nats.</summary>
    /// <param name="logits">x, of shape [c], [n, c] or [n, c, ...]: an unnormalised log-probability for each class.</param>
    /// <param name="labels">The true classes, in [0, c): the shape of the logits without the classes.</param>
    /// <param name="weights">Shape [c]: how much a sample of each class counts; null for 1.</param>
    /// <param name="ignoredLabel">Samples with this label do not count; it may lie outside [0, c).</param>
    /// <param name="labelSmoothing">ε in [0, 1]: the truth is taken to be 1 - ε for the label and ε/c more for every class.</param>
    /// <param name="reduction">What becomes of the losses of the samples. A mean divides by the weights of the labels that count: NaN where none does.</param>
    /// <param name="classAxis">The axis of the classes; null for 1, and for 0 where there is only one. For logits [n, time, c] it is -1.</param>
    /// <returns>A scalar, or the shape of the labels without a reduction.</returns>
    /// <exception cref="ShapeException">The shapes do not fit together, or there is nothing to take a mean of.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A label is no class and not the ignored one, ε is not in [0, 1], there is no such axis or reduction.</exception>
    /// <remarks>
    /// Derivative softmax(x) - onehot(label), weighted. Large logits do not overflow; what is ignored has no gradient even where it is NaN.
    /// Source of smoothing: Szegedy et al. 2016, "Rethinking the inception architecture".
    /// </remarks>
    public static Tensor<T> CrossEntropy<T>(
        Tensor<T> logits, Tensor<int> labels, Tensor<T>? weights = null, int? ignoredLabel = null, double labelSmoothing = 0, Reduction reduction = Reduction.Mean, int? classAxis = null)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        const string Loss = "cross_entropy";
        ArgumentNullException.ThrowIfNull(logits);
        ArgumentNullException.ThrowIfNull(labels);
        Require.Share(Loss, labelSmoothing);
        var rows = ClassRows.Last(Loss, logits, labels.Shape, classAxis);
        ClassRows.CheckWeights(Loss, weights, rows.Shape[^1]);
        Reductions.Check(Loss, reduction, labels.Shape);

        var losses = Tensor.CrossEntropy(rows, labels, ignoredLabel);
        if (weights is not null) losses *= ClassRows.Shares(labels, weights, ignoredLabel);
        if (labelSmoothing > 0) losses = losses * (1 - labelSmoothing) + Even(rows, labels, weights, ignoredLabel) * labelSmoothing;
        return ClassRows.Reduce(Loss, losses, labels, weights, ignoredLabel, reduction);
    }

    /// <summary>-Σ t ln softmax(x) over the classes: how surprised a classifier is by a truth that is uncertain itself, in nats.</summary>
    /// <param name="logits">x, of shape [c], [n, c] or [n, c, ...]: an unnormalised log-probability for each class.</param>
    /// <param name="targets">t, the same shape: a probability for each class.</param>
    /// <param name="weights">Shape [c]: how much each class counts; null for 1. A mean divides by the number of samples all the same.</param>
    /// <param name="labelSmoothing">ε in [0, 1]: t is taken to be (1 - ε) t + ε/c.</param>
    /// <param name="reduction">What becomes of the losses of the samples.</param>
    /// <param name="classAxis">The axis of the classes; null for 1, and for 0 where there is only one.</param>
    /// <returns>A scalar, or the shape of the logits without the classes without a reduction.</returns>
    /// <exception cref="ShapeException">The shapes differ, or there is nothing to take a mean of.</exception>
    /// <exception cref="ArgumentOutOfRangeException">ε is not in [0, 1], there is no such axis or reduction.</exception>
    /// <remarks>Derivative softmax(x) Σt - t for the logits where nothing is weighted, -ln softmax(x) for t.</remarks>
    public static Tensor<T> CrossEntropy<T>(
        Tensor<T> logits, Tensor<T> targets, Tensor<T>? weights = null, double labelSmoothing = 0, Reduction reduction = Reduction.Mean, int? classAxis = null)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        const string Loss = "cross_entropy";
        Require.SameShape(Loss, logits, targets, "logits");
        Require.Share(Loss, labelSmoothing);
        var (rows, truth) = (ClassRows.Last(Loss, logits, null, classAxis), ClassRows.Last(Loss, targets, null, classAxis));
        ClassRows.CheckWeights(Loss, weights, rows.Shape[^1]);
        if (labelSmoothing > 0) truth = truth * (1 - labelSmoothing) + labelSmoothing / rows.Shape[^1];
        return Reductions.Reduce(Loss, Surprise(truth, rows, weights), reduction);
    }

    /// <summary>The loss of each row if every class were as likely; 0 without gradient where the label is ignored.</summary>
    private static Tensor<T> Even<T>(Tensor<T> rows, Tensor<int> labels, Tensor<T>? weights, int? ignoredLabel) where T : unmanaged, IFloatingPointIeee754<T>
    {
        var truth = Tensor.Full<T>([1], T.CreateTruncating(1.0 / rows.Shape[^1]));
        if (ignoredLabel is not { } ignored) return Surprise(truth, rows, weights);
        var (used, zero) = (Tensor.NotEqual(labels, Tensor.Scalar(ignored)), Tensor.Scalar(T.Zero));

        // An ignored row is taken out before the softmax too, whose derivative would make NaN of a NaN times 0.
        return Tensor.Where(used, Surprise(truth, Tensor.Where(used.Unsqueeze(-1), rows, zero), weights), zero);
    }

    /// <summary>-Σ w t ln softmax(x) over the last axis.</summary>
    private static Tensor<T> Surprise<T>(Tensor<T> truth, Tensor<T> rows, Tensor<T>? weights) where T : unmanaged, IFloatingPointIeee754<T>
        => Tensor.Sum(Tensor.Map(default(SurpriseRule), weights is null ? truth : truth * weights, Tensor.LogSoftmax(rows, -1)), -1);
}

/// <summary>-t q, and 0 where t is 0: what cannot happen surprises nobody, even where q is -∞.</summary>
internal readonly record struct SurpriseRule : IRule2
{
    public N Value<N>(N t, N q) where N : IReal<N> => -N.Times(t, q);

    public N ChainA<N>(N g, N t, N q, N y) where N : IReal<N> => -g * q;

    public N ChainB<N>(N g, N t, N q, N y) where N : IReal<N> => -g * t;
}
