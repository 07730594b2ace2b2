namespace AutoDiff.NN;

public static partial class Losses
{
    /// <summary>ln(1 + exp(-t x)): the logistic loss of scores x for targets t of 1 or -1.</summary>
    /// <param name="scores">x, any shape.</param>
    /// <param name="targets">t, the same shape: 1 or -1.</param>
    /// <param name="reduction">What becomes of the losses of the elements.</param>
    /// <returns>A scalar, or the shape of the scores without a reduction.</returns>
    /// <exception cref="ShapeException">The shapes differ, or there is nothing to take a mean of.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A target is neither 1 nor -1, or there is no such reduction.</exception>
    /// <remarks>Derivative -t σ(-t x). It is <see cref="BinaryCrossEntropyWithLogits"/> with other names for yes and no.</remarks>
    public static Tensor<T> SoftMargin<T>(Tensor<T> scores, Tensor<T> targets, Reduction reduction = Reduction.Mean) where T : unmanaged, IFloatingPointIeee754<T>
    {
        Require.SameShape("soft_margin", scores, targets, "scores");
        Require.Signs("soft_margin", targets);
        return Apply("soft_margin", default(SoftMarginRule), scores, targets, reduction);
    }
}

/// <summary>ln(1 + exp(-t x)).</summary>
internal readonly record struct SoftMarginRule : IRule2
{
    public N Value<N>(N x, N t) where N : IReal<N> => N.Map(default(Softplus), -(t * x));

    public N ChainA<N>(N g, N x, N t, N y) where N : IReal<N> => -g * t * N.Map(default(Logistic), -(t * x));

    public N ChainB<N>(N g, N x, N t, N y) where N : IReal<N> => -g * x * N.Map(default(Logistic), -(t * x));
}
