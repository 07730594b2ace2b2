namespace AutoDiff.NN;

public static partial class Losses
{
    /// <summary>The terms t (ln t - q) of the Kullback-Leibler divergence of a model with log-probabilities q from a truth with probabilities t, in nats.</summary>
    /// <param name="logProbabilities">q, any shape.</param>
    /// <param name="targets">t, the same shape; or ln t.</param>
    /// <param name="targetsAreLogarithms">True where the targets are given as ln t.</param>
    /// <param name="reduction">What becomes of the terms. The divergence of each sample, averaged over the batch, is <see cref="Reduction.BatchMean"/>.</param>
    /// <returns>A scalar, or the shape of the log-probabilities without a reduction.</returns>
    /// <exception cref="ShapeException">The shapes differ, or there is nothing to take a mean of.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A probability is negative, or there is no such reduction.</exception>
    /// <remarks>0 ln 0 = 0. Derivative -t for q, and ln t + 1 - q for t.</remarks>
    public static Tensor<T> KullbackLeibler<T>(Tensor<T> logProbabilities, Tensor<T> targets, bool targetsAreLogarithms = false, Reduction reduction = Reduction.Mean) where T : unmanaged, IFloatingPointIeee754<T>
    {
        Require.SameShape("kullback_leibler", logProbabilities, targets, "log-probabilities");
        if (targetsAreLogarithms) return Apply("kullback_leibler", default(KullbackLeiblerOfLogarithms), logProbabilities, targets, reduction);
        Guard.Elements(targets, default(IsNotNegative), "kullback_leibler: targets are probabilities and must not be negative; for log-probabilities say so");
        return Apply("kullback_leibler", default(KullbackLeiblerRule), logProbabilities, targets, reduction);
    }
}

/// <summary>t (ln t - q), and 0 where t is 0.</summary>
internal readonly record struct KullbackLeiblerRule : IRule2
{
    public N Value<N>(N q, N t) where N : IReal<N> => N.Times(t, N.Log(t) - q);

    public N ChainA<N>(N g, N q, N t, N y) where N : IReal<N> => -g * t;

    public N ChainB<N>(N g, N q, N t, N y) where N : IReal<N> => g * (N.Log(t) + N.One - q);
}

/// <summary>eᵗ (t - q), and 0 where eᵗ is 0.</summary>
internal readonly record struct KullbackLeiblerOfLogarithms : IRule2
{
    public N Value<N>(N q, N t) where N : IReal<N> => N.Times(N.Exp(t), t - q);

    public N ChainA<N>(N g, N q, N t, N y) where N : IReal<N> => -g * N.Exp(t);

    public N ChainB<N>(N g, N q, N t, N y) where N : IReal<N> => N.Times(N.Exp(t), g * (t + N.One - q));
}
