namespace AutoDiff.NN;

/// <summary>How good predictions are, for people to read; nothing here is differentiable.</summary>
public static class Metrics
{
    /// <summary>The class with the largest logit of each sample; the first of equals; NaN counts as the largest.</summary>
    /// <param name="logits">Shape [n, c], c not 0.</param>
    /// <returns>Shape [n].</returns>
    /// <exception cref="ShapeException">The shape is not [n, c].</exception>
    public static Tensor<int> Predictions<T>(Tensor<T> logits) where T : unmanaged, IFloatingPointIeee754<T>
    {
        ArgumentNullException.ThrowIfNull(logits);
        if (logits.Rank != 2 || logits.Shape[1] == 0) throw new ShapeException($"predictions: logits of shape [n, c] are required, got {logits.Shape}.");
        return Tensor.ArgMax(logits, axis: 1);
    }

    /// <summary>The fraction of samples whose largest logit is that of the true class.</summary>
    /// <param name="logits">Shape [n, c].</param>
    /// <param name="labels">Shape [n].</param>
    /// <returns>In [0, 1].</returns>
    /// <exception cref="ShapeException">The shapes are not [n, c] and [n], or there are no samples.</exception>
    public static double Accuracy<T>(Tensor<T> logits, Tensor<int> labels) where T : unmanaged, IFloatingPointIeee754<T>
    {
        ArgumentNullException.ThrowIfNull(logits);
        ArgumentNullException.ThrowIfNull(labels);
        if (labels.Rank != 1 || logits.Rank != 2 || logits.Shape[0] != labels.Length || labels.Length == 0)
            throw new ShapeException($"accuracy: logits [n, c] and labels [n] are required, n not 0, got {logits.Shape} and {labels.Shape}.");
        return Predictions(logits).ToArray().Zip(labels.ToArray()).Count(pair => pair.First == pair.Second) / (double)labels.Length;
    }
}
