namespace AutoDiff.NN;

public static partial class Losses
{
    /// <summary>-q[label] of log-probabilities q: the cross-entropy of a model that ends in a log-softmax.</summary>
    /// <param name="logProbabilities">q, of shape [c], [n, c] or [n, c, ...].</param>
    /// <param name="labels">The true classes, in [0, c): the shape of q without the classes.</param>
    /// <param name="weights">Shape [c]: how much a sample of each class counts; null for 1.</param>
    /// <param name="ignoredLabel">Samples with this label do not count; it may lie outside [0, c).</param>
    /// <param name="reduction">What becomes of the losses of the samples. A mean divides by the weights of the labels that count: NaN where none does.</param>
    /// <param name="classAxis">The axis of the classes; null for 1, and for 0 where there is only one.</param>
    /// <returns>A scalar, or the shape of the labels without a reduction.</returns>
    /// <exception cref="ShapeException">The shapes do not fit together, or there is nothing to take a mean of.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A label is no class and not the ignored one, there is no such axis or reduction.</exception>
    /// <remarks>Derivative -onehot(label), weighted.</remarks>
    public static Tensor<T> NegativeLogLikelihood<T>(
        Tensor<T> logProbabilities, Tensor<int> labels, Tensor<T>? weights = null, int? ignoredLabel = null, Reduction reduction = Reduction.Mean, int? classAxis = null)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        const string Loss = "negative_log_likelihood";
        ArgumentNullException.ThrowIfNull(logProbabilities);
        ArgumentNullException.ThrowIfNull(labels);
        var rows = ClassRows.Last(Loss, logProbabilities, labels.Shape, classAxis);
        ClassRows.CheckWeights(Loss, weights, rows.Shape[^1]);
        Require.Classes(Loss, labels, rows.Shape[^1], ignoredLabel);
        var used = ignoredLabel is { } ignored ? Tensor.NotEqual(labels, Tensor.Scalar(ignored)) : null;
        var losses = -Tensor.Gather(rows, -1, (used is null ? labels : ClassRows.Used(labels, used)).Unsqueeze(-1)).Squeeze(-1);
        if (weights is not null) losses *= ClassRows.Shares(labels, weights, ignoredLabel);
        if (used is not null) losses = Tensor.Where(used, losses, Tensor.Scalar(T.Zero));
        return ClassRows.Reduce(Loss, losses, labels, weights, ignoredLabel, reduction);
    }
}
