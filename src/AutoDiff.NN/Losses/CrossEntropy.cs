namespace AutoDiff.NN;

/// <summary>What training makes small: scalars that measure how far predictions are from what is wanted.</summary>
public static partial class Losses
{
    /// <summary>The mean of -ln softmax(logits)[label]: how surprised the model is by the true classes, in nats.</summary>
    /// <param name="logits">Shape [n, c]: an unnormalised log-probability for each sample and class.</param>
    /// <param name="labels">Shape [n]: the true class of each sample, in [0, c).</param>
    /// <returns>A scalar.</returns>
    /// <exception cref="ShapeException">The shapes are not [n, c] and [n], or there are no samples.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A label is not a class.</exception>
    /// <remarks>Derivative (softmax(logits) - onehot(labels))/n. Large logits do not overflow.</remarks>
    public static Tensor<T> CrossEntropy<T>(Tensor<T> logits, Tensor<int> labels) where T : unmanaged, IFloatingPointIeee754<T>
    {
        ArgumentNullException.ThrowIfNull(logits);
        ArgumentNullException.ThrowIfNull(labels);
        if (logits.Rank != 2 || labels.Rank != 1 || logits.Shape[0] != labels.Shape[0])
            throw new ShapeException($"cross_entropy: logits [n, c] and labels [n] are required, got {logits.Shape} and {labels.Shape}.");
        if (labels.Length == 0) throw new ShapeException($"cross_entropy: at least one sample is required, got logits {logits.Shape}.");
        return Tensor.Mean(Tensor.CrossEntropy(logits, labels));
    }
}
