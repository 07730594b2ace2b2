namespace AutoDiff.NN;

public static partial class Losses
{
    /// <summary>The squared error (p - t)² of predictions p and targets t.</summary>
    /// <param name="predictions">Any shape.</param>
    /// <param name="targets">The same shape.</param>
    /// <param name="reduction">What becomes of the losses of the elements.</param>
    /// <returns>A scalar, or the shape of the predictions without a reduction.</returns>
    /// <exception cref="ShapeException">The shapes differ, or there is nothing to take a mean of.</exception>
    /// <exception cref="ArgumentOutOfRangeException">There is no such reduction.</exception>
    /// <remarks>Derivative 2 (p - t), divided by the number of elements for a mean.</remarks>
    public static Tensor<T> MeanSquaredError<T>(Tensor<T> predictions, Tensor<T> targets, Reduction reduction = Reduction.Mean) where T : unmanaged, IFloatingPointIeee754<T>
    {
        Require.SameShape("mean_squared_error", predictions, targets);
        return Apply("mean_squared_error", default(SquaredDifference), predictions, targets, reduction);
    }
}

/// <summary>(a - b)².</summary>
internal readonly record struct SquaredDifference : IRule2
{
    public N Value<N>(N a, N b) where N : IReal<N> => (a - b) * (a - b);

    public N ChainA<N>(N g, N a, N b, N y) where N : IReal<N> => g * N.From(2) * (a - b);

    public N ChainB<N>(N g, N a, N b, N y) where N : IReal<N> => g * N.From(2) * (b - a);
}
