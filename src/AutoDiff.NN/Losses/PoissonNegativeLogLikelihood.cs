namespace AutoDiff.NN;

public static partial class Losses
{
    /// <summary>The negative log-likelihood of counts t of a Poisson process of predicted rate: eˣ - t x of its logarithm x, or x - t ln(x + ε) of the rate x itself.</summary>
    /// <param name="predictions">x, any shape.</param>
    /// <param name="targets">t, the same shape.</param>
    /// <param name="predictionsAreLogarithms">True where x is the logarithm of the rate.</param>
    /// <param name="full">Adds Stirling's approximation t ln t - t + ln(2πt)/2 of ln t! where t is above 1; it does not depend on x.</param>
    /// <param name="epsilon">ε, which keeps ln 0 away.</param>
    /// <param name="reduction">What becomes of the losses of the elements.</param>
    /// <returns>A scalar, or the shape of the predictions without a reduction.</returns>
    /// <exception cref="ShapeException">The shapes differ, or there is nothing to take a mean of.</exception>
    /// <exception cref="ArgumentOutOfRangeException">ε is not positive or not finite, or there is no such reduction.</exception>
    /// <remarks>Derivative eˣ - t, or 1 - t/(x + ε).</remarks>
    public static Tensor<T> PoissonNegativeLogLikelihood<T>(
        Tensor<T> predictions, Tensor<T> targets, bool predictionsAreLogarithms = true, bool full = false, double epsilon = 1e-8, Reduction reduction = Reduction.Mean)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        const string Loss = "poisson_negative_log_likelihood";
        Require.Positive(Loss, epsilon);
        Require.SameShape(Loss, predictions, targets);
        return predictionsAreLogarithms
            ? Apply(Loss, new PoissonOfLogarithm(full), predictions, targets, reduction)
            : Apply(Loss, new PoissonOfRate(full, epsilon), predictions, targets, reduction);
    }
}

/// <summary>eˣ - t x.</summary>
internal readonly record struct PoissonOfLogarithm(bool Full) : IRule2
{
    public N Value<N>(N x, N t) where N : IReal<N> => Full ? N.Exp(x) - t * x + Stirling.Value(t) : N.Exp(x) - t * x;

    public N ChainA<N>(N g, N x, N t, N y) where N : IReal<N> => g * (N.Exp(x) - t);

    public N ChainB<N>(N g, N x, N t, N y) where N : IReal<N> => Full ? g * (Stirling.Slope(t) - x) : -g * x;
}

/// <summary>x - t ln(x + ε).</summary>
internal readonly record struct PoissonOfRate(bool Full, double Epsilon) : IRule2
{
    public N Value<N>(N x, N t) where N : IReal<N>
    {
        var loss = x - t * N.Log(x + N.From(Epsilon));
        return Full ? loss + Stirling.Value(t) : loss;
    }

    public N ChainA<N>(N g, N x, N t, N y) where N : IReal<N> => g * (N.One - t / (x + N.From(Epsilon)));

    public N ChainB<N>(N g, N x, N t, N y) where N : IReal<N> => Full ? g * (Stirling.Slope(t) - N.Log(x + N.From(Epsilon))) : -g * N.Log(x + N.From(Epsilon));
}

/// <summary>Stirling's approximation t ln t - t + ln(2πt)/2 of ln t! where t &gt; 1, else 0.</summary>
internal static class Stirling
{
    public static N Value<N>(N t) where N : IReal<N>
        => N.Select(t > N.One, t * N.Log(t) - t + N.From(0.5) * N.Log(N.From(2 * Math.PI) * t), N.Zero);

    public static N Slope<N>(N t) where N : IReal<N> => N.Select(t > N.One, N.Log(t) + N.From(0.5) / t, N.Zero);
}
