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
    /// <remarks>
    /// Derivative (softmax(logits) - onehot(labels))/n. The largest logit of each row is subtracted first, so that nothing overflows:
    /// ln Σ eˣ = m + ln Σ eˣ⁻ᵐ.
    /// </remarks>
    public static Tensor<T> CrossEntropy<T>(Tensor<T> logits, Tensor<int> labels) where T : unmanaged, IFloatingPointIeee754<T>
    {
        ArgumentNullException.ThrowIfNull(logits);
        ArgumentNullException.ThrowIfNull(labels);
        if (logits.Rank != 2 || labels.Rank != 1 || logits.Shape[0] != labels.Shape[0])
            throw new ShapeException($"cross_entropy: logits [n, c] and labels [n] are required, got {logits.Shape} and {labels.Shape}.");
        var (n, c) = (logits.Shape[0], logits.Shape[1]);
        if (n == 0) throw new ShapeException($"cross_entropy: at least one sample is required, got logits {logits.Shape}.");
        var isTrue = Tensor.Wrap(OneHot<T>(labels.ToArray(), c), [n, c]);
        var shifted = logits - RowMaxima(logits);
        var logSums = Tensor.Log(Tensor.Sum(Tensor.Exp(shifted), axis: 1));
        return Tensor.Sum(logSums - Tensor.Sum(shifted * isTrue, axis: 1)) / n;
    }

    private static T[] OneHot<T>(int[] labels, int classes) where T : unmanaged, IFloatingPointIeee754<T>
    {
        var isTrue = new T[labels.Length * classes];
        for (var i = 0; i < labels.Length; i++)
        {
            if ((uint)labels[i] >= (uint)classes)
                throw new ArgumentOutOfRangeException(nameof(labels), labels[i], $"cross_entropy: labels must be in [0, {classes}), got {labels[i]} for sample {i}.");
            isTrue[i * classes + labels[i]] = T.One;
        }

        return isTrue;
    }

    private static Tensor<T> RowMaxima<T>(Tensor<T> x) where T : unmanaged, IFloatingPointIeee754<T>
    {
        var (rows, columns) = (x.Shape[0], x.Shape[1]);
        var (elements, maxima) = (x.ToArray(), new T[rows]);
        for (var i = 0; i < rows; i++)
        {
            maxima[i] = T.NegativeInfinity;
            foreach (var element in elements.AsSpan(i * columns, columns)) maxima[i] = T.Max(maxima[i], element);
        }

        return Tensor.Wrap(maxima, [rows, 1]);
    }
}
