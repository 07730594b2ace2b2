namespace AutoDiff.NN;

public static partial class Losses
{
    /// <summary>-(t ln p + (1 - t) ln(1 - p)) of probabilities p: how surprised a yes-or-no model is by the truth t, in nats.</summary>
    /// <param name="probabilities">p, any shape, in [0, 1]. With logits use <see cref="BinaryCrossEntropyWithLogits"/>, which keeps all digits.</param>
    /// <param name="targets">t, the same shape: 1 for yes, 0 for no, or a probability.</param>
    /// <param name="weights">How much each element counts; broadcasts to the shape of the probabilities. A mean divides by the number of elements all the same.</param>
    /// <param name="reduction">What becomes of the losses of the elements.</param>
    /// <returns>A scalar, or the shape of the probabilities without a reduction.</returns>
    /// <exception cref="ShapeException">The shapes differ, or there is nothing to take a mean of.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A probability is not in [0, 1], or there is no such reduction.</exception>
    /// <remarks>Logarithms are limited to -100 from below. Derivative (p - t)/(p (1 - p)), where p (1 - p) is limited to 1e-12 from below: a sure and wrong answer costs much and pulls hard, but is not infinite.</remarks>
    public static Tensor<T> BinaryCrossEntropy<T>(Tensor<T> probabilities, Tensor<T> targets, Tensor<T>? weights = null, Reduction reduction = Reduction.Mean) where T : unmanaged, IFloatingPointIeee754<T>
    {
        Require.SameShape("binary_cross_entropy", probabilities, targets, "probabilities");
        Guard.Elements(probabilities, default(IsProbability), "binary_cross_entropy: probabilities must lie in [0, 1]; for logits use BinaryCrossEntropyWithLogits");
        return Apply("binary_cross_entropy", default(BinaryCrossEntropyRule), probabilities, targets, reduction, weights);
    }
}

/// <summary>-(t ln p + (1 - t) ln(1 - p)).</summary>
internal readonly record struct BinaryCrossEntropyRule : IRule2
{
    public N Value<N>(N p, N t) where N : IReal<N> => -(t * Limited(N.Log(p)) + (N.One - t) * Limited(N.Log1p(-p)));

    public N ChainA<N>(N g, N p, N t, N y) where N : IReal<N> => g * (p - t) / N.Max(p * (N.One - p), N.From(1e-12));

    public N ChainB<N>(N g, N p, N t, N y) where N : IReal<N> => g * (Limited(N.Log1p(-p)) - Limited(N.Log(p)));

    private static N Limited<N>(N logarithm) where N : IReal<N> => N.Max(logarithm, N.From(-100));
}
