namespace AutoDiff.NN;

public static partial class Losses
{
    /// <summary>The absolute error |p - t| of predictions p and targets t: the L1 loss.</summary>
    /// <param name="predictions">Any shape.</param>
    /// <param name="targets">The same shape.</param>
    /// <param name="reduction">What becomes of the losses of the elements.</param>
    /// <returns>A scalar, or the shape of the predictions without a reduction.</returns>
    /// <exception cref="ShapeException">The shapes differ, or there is nothing to take a mean of.</exception>
    /// <exception cref="ArgumentOutOfRangeException">There is no such reduction.</exception>
    /// <remarks>Derivative sign(p - t), and 0 at the kink p = t.</remarks>
    public static Tensor<T> MeanAbsoluteError<T>(Tensor<T> predictions, Tensor<T> targets, Reduction reduction = Reduction.Mean) where T : unmanaged, IFloatingPointIeee754<T>
    {
        Require.SameShape("mean_absolute_error", predictions, targets);
        return Apply("mean_absolute_error", default(AbsoluteDifference), predictions, targets, reduction);
    }
}

/// <summary>|a - b|.</summary>
internal readonly record struct AbsoluteDifference : IRule2
{
    public N Value<N>(N a, N b) where N : IReal<N> => N.Abs(a - b);

    public N ChainA<N>(N g, N a, N b, N y) where N : IReal<N> => g * Sign(a - b);

    public N ChainB<N>(N g, N a, N b, N y) where N : IReal<N> => g * Sign(b - a);

    /// <summary>1, -1 or 0; NaN of NaN.</summary>
    private static N Sign<N>(N d) where N : IReal<N> => N.Select(d > N.Zero, N.One, N.Select(d < N.Zero, -N.One, N.Select(N.IsNaN(d), d, N.Zero)));
}
