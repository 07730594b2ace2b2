namespace AutoDiff.NN;

public static partial class Losses
{
    /// <summary>The negative log-likelihood (ln v + (p - t)²/v)/2 of targets t under a normal distribution with predicted mean p and variance v.</summary>
    /// <param name="predictions">p, any shape.</param>
    /// <param name="targets">t, the same shape.</param>
    /// <param name="variances">v, not negative; the same shape, or with a last axis of length 1: one variance for all that a sample predicts.</param>
    /// <param name="full">Adds the constant ln(2π)/2.</param>
    /// <param name="epsilon">v is limited to it from below.</param>
    /// <param name="reduction">What becomes of the losses of the elements.</param>
    /// <returns>A scalar, or the shape of the predictions without a reduction.</returns>
    /// <exception cref="ShapeException">The shapes differ, or there is nothing to take a mean of.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A variance is negative, ε is not positive or not finite, or there is no such reduction.</exception>
    /// <remarks>Derivative (p - t)/v for p, (1 - (p - t)²/v)/(2v) for v, which is 0 where v is below ε. Source: Nix and Weigend 1994, "Estimating the mean and variance of the target probability distribution".</remarks>
    public static Tensor<T> GaussianNegativeLogLikelihood<T>(
        Tensor<T> predictions, Tensor<T> targets, Tensor<T> variances, bool full = false, double epsilon = 1e-6, Reduction reduction = Reduction.Mean)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        const string Loss = "gaussian_negative_log_likelihood";
        Require.Positive(Loss, epsilon);
        Require.SameShape(Loss, predictions, targets);
        ArgumentNullException.ThrowIfNull(variances);
        var isShared = variances.Rank == predictions.Rank && variances.Rank > 0 && variances.Shape[^1] == 1 && variances.Shape.Axes[..^1].SequenceEqual(predictions.Shape.Axes[..^1]);
        if (variances.Shape != predictions.Shape && !isShared)
            throw new ShapeException($"{Loss}: variances must have the shape of the predictions, {predictions.Shape}, or that with a last axis of length 1, got {variances.Shape}; reshape them.");
        Guard.Elements(variances, default(IsNotNegative), $"{Loss}: variances must not be negative");
        return Apply(Loss, new GaussianRule(full, epsilon), predictions, targets, variances, reduction);
    }
}

/// <summary>(ln v + (p - t)²/v)/2, v limited from below.</summary>
internal readonly record struct GaussianRule(bool Full, double Epsilon) : IRule3
{
    public N Value<N>(N p, N t, N v) where N : IReal<N>
    {
        var (d, limited) = (p - t, Limited(v));
        return N.From(0.5) * (N.Log(limited) + d * d / limited) + N.From(Full ? 0.5 * Math.Log(2 * Math.PI) : 0);
    }

    public N ChainA<N>(N g, N p, N t, N v, N y) where N : IReal<N> => g * (p - t) / Limited(v);

    public N ChainB<N>(N g, N p, N t, N v, N y) where N : IReal<N> => g * (t - p) / Limited(v);

    public N ChainC<N>(N g, N p, N t, N v, N y) where N : IReal<N>
    {
        var d = p - t;
        return N.Select(v < N.From(Epsilon), N.Zero, g * N.From(0.5) * (N.One - d * d / v) / v);
    }

    private N Limited<N>(N v) where N : IReal<N> => N.Max(v, N.From(Epsilon));
}
