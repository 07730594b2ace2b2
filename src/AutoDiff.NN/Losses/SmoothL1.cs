namespace AutoDiff.NN;

public static partial class Losses
{
    /// <summary>The absolute error rounded off at 0: (p - t)²/(2β) where |p - t| &lt; β, else |p - t| - β/2.</summary>
    /// <param name="predictions">Any shape.</param>
    /// <param name="targets">The same shape.</param>
    /// <param name="beta">β, where the parabola ends; 0 leaves the absolute error.</param>
    /// <param name="reduction">What becomes of the losses of the elements.</param>
    /// <returns>A scalar, or the shape of the predictions without a reduction.</returns>
    /// <exception cref="ShapeException">The shapes differ, or there is nothing to take a mean of.</exception>
    /// <exception cref="ArgumentOutOfRangeException">β is negative or not finite, or there is no such reduction.</exception>
    /// <remarks>Derivative (p - t)/β limited to [-1, 1]. Source: Girshick 2015, "Fast R-CNN". It is <see cref="Huber"/> divided by β.</remarks>
    public static Tensor<T> SmoothL1<T>(Tensor<T> predictions, Tensor<T> targets, double beta = 1, Reduction reduction = Reduction.Mean) where T : unmanaged, IFloatingPointIeee754<T>
    {
        Require.NotNegative("smooth_l1", beta);
        Require.SameShape("smooth_l1", predictions, targets);
        return beta == 0 ? Apply("smooth_l1", default(AbsoluteDifference), predictions, targets, reduction) : Apply("smooth_l1", new SmoothL1Rule(beta), predictions, targets, reduction);
    }
}

/// <summary>d²/(2β) where |d| &lt; β, else |d| - β/2, of d = a - b.</summary>
internal readonly record struct SmoothL1Rule(double Beta) : IRule2
{
    public N Value<N>(N a, N b) where N : IReal<N>
    {
        var size = N.Abs(a - b);
        return N.Select(size < N.From(Beta), size * size / N.From(2 * Beta), size - N.From(Beta / 2));
    }

    public N ChainA<N>(N g, N a, N b, N y) where N : IReal<N> => g * Slope((a - b) / N.From(Beta));

    public N ChainB<N>(N g, N a, N b, N y) where N : IReal<N> => g * Slope((b - a) / N.From(Beta));

    /// <summary>d/β limited to [-1, 1].</summary>
    private static N Slope<N>(N d) where N : IReal<N> => N.Max(N.Min(d, N.One), -N.One);
}
