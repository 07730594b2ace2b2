namespace AutoDiff.NN;

public static partial class Losses
{
    /// <summary>Σ max(0, margin - x[label] + x[j])ᵖ / c over the wrong classes j: the hinge loss of a classifier with scores x.</summary>
    /// <param name="scores">x, of shape [..., c].</param>
    /// <param name="labels">The true classes, in [0, c): the shape of the scores without the classes.</param>
    /// <param name="weights">Shape [c]: how much a sample of each class counts; null for 1. A mean divides by the number of samples all the same.</param>
    /// <param name="power">p: 1 or 2.</param>
    /// <param name="margin">By how much the score of the label should exceed the others.</param>
    /// <param name="reduction">What becomes of the losses of the samples.</param>
    /// <returns>A scalar, or the shape of the labels without a reduction.</returns>
    /// <exception cref="ShapeException">The shapes do not fit together, or there is nothing to take a mean of.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A label is no class, p is neither 1 nor 2, the margin is not finite, or there is no such reduction.</exception>
    /// <remarks>Derivative p max(0, ·)ᵖ⁻¹/c for each wrong class, and minus their sum for the label; 0 at the kink.</remarks>
    public static Tensor<T> MultiMargin<T>(
        Tensor<T> scores, Tensor<int> labels, Tensor<T>? weights = null, int power = 1, double margin = 1, Reduction reduction = Reduction.Mean) where T : unmanaged, IFloatingPointIeee754<T>
    {
        const string Loss = "multi_margin";
        ArgumentNullException.ThrowIfNull(scores);
        ArgumentNullException.ThrowIfNull(labels);
        if (power is not (1 or 2)) throw new ArgumentOutOfRangeException(nameof(power), power, $"{Loss}: the power must be 1 or 2, got {power}.");
        Require.Finite(Loss, margin);
        var rows = ClassRows.Last(Loss, scores, labels.Shape, -1);
        var classes = rows.Shape[^1];
        ClassRows.CheckWeights(Loss, weights, classes);
        Require.Classes(Loss, labels, classes);
        Reductions.Check(Loss, reduction, labels.Shape);

        var right = Tensor.Gather(rows, -1, labels.Unsqueeze(-1));
        var terms = Tensor.Map(new MultiMarginRule(power == 2, margin), rows, right, Tensor.OneHot<T>(labels, classes));
        var losses = Tensor.Sum(terms, -1) / classes;
        if (weights is not null) losses *= Tensor.Take(weights, labels);
        return Reductions.Reduce(Loss, losses, reduction);
    }
}

/// <summary>max(0, margin - r + x)ᵖ where the class is wrong, 0 where it is right.</summary>
internal readonly record struct MultiMarginRule(bool IsSquared, double Margin) : IRule3
{
    public static Slope SlopeC => Slope.Zero;

    public N Value<N>(N x, N r, N isRight) where N : IReal<N>
    {
        var excess = N.Map(default(Ramp), N.From(Margin) - r + x);
        return N.Select(isRight > N.Zero, N.Zero, IsSquared ? excess * excess : excess);
    }

    public N ChainA<N>(N g, N x, N r, N isRight, N y) where N : IReal<N>
    {
        var gap = N.From(Margin) - r + x;
        return N.Select(isRight > N.Zero, N.Zero, default(Ramp).Chain(IsSquared ? g * N.From(2) * gap : g, gap, y));
    }

    public N ChainB<N>(N g, N x, N r, N isRight, N y) where N : IReal<N> => -ChainA(g, x, r, isRight, y);

    public N ChainC<N>(N g, N x, N r, N isRight, N y) where N : IReal<N> => N.Zero;
}
