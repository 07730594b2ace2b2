namespace AutoDiff.NN;

/// <summary>How good predictions are, for people to read; nothing here is differentiable.</summary>
public static partial class Metrics
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

    /// <summary>The fraction of samples whose true class is among those with the k largest logits; of equals the first count as larger.</summary>
    /// <param name="logits">Shape [n, c].</param>
    /// <param name="labels">Shape [n].</param>
    /// <param name="k">In [1, c].</param>
    /// <returns>In [0, 1].</returns>
    /// <exception cref="ShapeException">The shapes are not [n, c] and [n], or there are no samples.</exception>
    /// <exception cref="ArgumentOutOfRangeException">k is not in [1, c].</exception>
    public static double TopKAccuracy<T>(Tensor<T> logits, Tensor<int> labels, int k) where T : unmanaged, IFloatingPointIeee754<T>
    {
        ArgumentNullException.ThrowIfNull(logits);
        ArgumentNullException.ThrowIfNull(labels);
        if (labels.Rank != 1 || logits.Rank != 2 || logits.Shape[0] != labels.Length || labels.Length == 0)
            throw new ShapeException($"top_k_accuracy: logits [n, c] and labels [n] are required, n not 0, got {logits.Shape} and {labels.Shape}.");
        if (k < 1 || k > logits.Shape[1]) throw new ArgumentOutOfRangeException(nameof(k), k, $"top_k_accuracy: k must be in [1, {logits.Shape[1]}], got {k}.");
        var best = Tensor.TopK(logits, k).Indices.ToArray();
        var truth = labels.ToArray();
        return truth.Where((label, sample) => best.AsSpan(sample * k, k).Contains(label)).Count() / (double)truth.Length;
    }
}
