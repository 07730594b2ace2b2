namespace AutoDiff.NN;

public static partial class Metrics
{
    /// <summary>The area under the receiver operating characteristic: the probability that a positive sample has a higher score than a negative one, where a tie counts half.</summary>
    /// <param name="scores">Shape [n]: the higher, the more likely positive; on any scale.</param>
    /// <param name="labels">Shape [n]: 1 for positive, 0 for negative.</param>
    /// <returns>In [0, 1]; 1/2 is guessing.</returns>
    /// <exception cref="ShapeException">The shapes are not the same [n].</exception>
    /// <exception cref="ArgumentException">A label is neither 0 nor 1, a score is NaN, or all samples are of one class.</exception>
    /// <remarks>From the sum of the ranks of the positive samples, equal scores sharing theirs. Source: Hanley and McNeil 1982, "The meaning and use of the area under a ROC curve".</remarks>
    public static double RocAuc<T>(Tensor<T> scores, Tensor<int> labels) where T : unmanaged, IFloatingPointIeee754<T>
    {
        ArgumentNullException.ThrowIfNull(scores);
        ArgumentNullException.ThrowIfNull(labels);
        if (scores.Rank != 1 || scores.Shape != labels.Shape) throw new ShapeException($"roc_auc: scores and labels of the same shape [n] are required, got {scores.Shape} and {labels.Shape}.");
        var (order, truth) = (scores.ToArray(), labels.ToArray());
        if (Array.Exists(order, T.IsNaN)) throw new ArgumentException("roc_auc: scores must be numbers, got NaN.", nameof(scores));
        if (Array.Exists(truth, label => label is not (0 or 1))) throw new ArgumentException($"roc_auc: labels must be 0 or 1, got {Array.Find(truth, label => label is not (0 or 1))}.", nameof(labels));
        double positives = truth.Count(label => label == 1), negatives = truth.Length - positives;
        if (positives == 0 || negatives == 0) throw new ArgumentException($"roc_auc: samples of both classes are required, got {positives} positive and {negatives} negative.", nameof(labels));

        Array.Sort(order, truth);
        var ranks = 0.0;
        for (int start = 0, end; start < order.Length; start = end)
        {
            end = start + 1;
            while (end < order.Length && order[end] == order[start]) end++;

            // Equal scores share the mean of the ranks start + 1 to end.
            ranks += truth.AsSpan(start..end).Count(1) * (start + 1 + end) / 2.0;
        }

        return (ranks - positives * (positives + 1) / 2) / (positives * negatives);
    }
}
