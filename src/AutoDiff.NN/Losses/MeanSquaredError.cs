namespace AutoDiff.NN;

public static partial class Losses
{
    /// <summary>The mean of (prediction - target)² over all elements.</summary>
    /// <param name="predictions">Any shape that is not empty.</param>
    /// <param name="targets">The same shape: broadcasting [n, 1] against [n] would silently compare every sample with every other.</param>
    /// <returns>A scalar.</returns>
    /// <exception cref="ShapeException">The shapes differ, or are empty.</exception>
    /// <remarks>Derivative 2 (prediction - target)/n.</remarks>
    public static Tensor<T> MeanSquaredError<T>(Tensor<T> predictions, Tensor<T> targets) where T : unmanaged, IFloatingPointIeee754<T>
    {
        ArgumentNullException.ThrowIfNull(predictions);
        ArgumentNullException.ThrowIfNull(targets);
        if (predictions.Shape != targets.Shape)
            throw new ShapeException($"mean_squared_error: predictions and targets must have the same shape, got {predictions.Shape} and {targets.Shape}; reshape one of them.");
        if (predictions.Length == 0) throw new ShapeException($"mean_squared_error: at least one element is required, got shape {predictions.Shape}.");
        return Tensor.MapSum(default(SquaredDifference), predictions, targets) / predictions.Length;
    }
}

/// <summary>(a - b)².</summary>
internal readonly record struct SquaredDifference : IRule2
{
    public N Value<N>(N a, N b) where N : IReal<N> => (a - b) * (a - b);

    public N ChainA<N>(N g, N a, N b, N y) where N : IReal<N> => g * N.From(2) * (a - b);

    public N ChainB<N>(N g, N a, N b, N y) where N : IReal<N> => g * N.From(2) * (b - a);
}
