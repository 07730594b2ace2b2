namespace AutoDiff.NN;

/// <summary>How many tokens a language model hesitates between on average: e to the mean cross-entropy, over all batches that were added.</summary>
public sealed class Perplexity
{
    private double _surprise;

    /// <summary>How many tokens were added.</summary>
    public long Count { get; private set; }

    /// <summary>The mean cross-entropy in nats; NaN where nothing was added.</summary>
    public double CrossEntropy => _surprise / Count;

    /// <summary>The perplexity: 1 for a model that knows every token, the size of the vocabulary for one that guesses; NaN where nothing was added.</summary>
    public double Value => Math.Exp(CrossEntropy);

    /// <summary>Adds predictions.</summary>
    /// <param name="logits">Shape [..., c].</param>
    /// <param name="labels">Shape [...]: the tokens that came, in [0, c).</param>
    /// <param name="ignoredLabel">Tokens that do not count, such as padding.</param>
    /// <exception cref="ShapeException">The shapes do not fit together.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A label is no token and not the ignored one.</exception>
    public void Add<T>(Tensor<T> logits, Tensor<int> labels, int? ignoredLabel = null) where T : unmanaged, IFloatingPointIeee754<T>
    {
        ArgumentNullException.ThrowIfNull(labels);

        // Summed in double: the losses of many tokens would lose digits in float.
        foreach (var loss in Losses.CrossEntropy(logits, labels, ignoredLabel: ignoredLabel, reduction: Reduction.None, classAxis: -1).ToArray()) _surprise += double.CreateTruncating(loss);
        Count += labels.ToArray().Count(label => label != ignoredLabel);
    }
}
