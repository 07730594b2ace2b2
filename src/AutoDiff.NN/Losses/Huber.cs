namespace AutoDiff.NN;

public static partial class Losses
{
    /// <summary>Huber's loss: (p - t)²/2 where |p - t| ≤ δ, else δ (|p - t| - δ/2). Outliers pull with a bounded force.</summary>
    /// <param name="predictions">Any shape.</param>
    /// <param name="targets">The same shape.</param>
    /// <param name="delta">δ, where the parabola ends.</param>
    /// <param name="reduction">What becomes of the losses of the elements.</param>
    /// <returns>A scalar, or the shape of the predictions without a reduction.</returns>
    /// <exception cref="ShapeException">The shapes differ, or there is nothing to take a mean of.</exception>
    /// <exception cref="ArgumentOutOfRangeException">δ is not positive or not finite, or there is no such reduction.</exception>
    /// <remarks>Derivative p - t limited to [-δ, δ]. Source: Huber 1964, "Robust estimation of a location parameter".</remarks>
    public static Tensor<T> Huber<T>(Tensor<T> predictions, Tensor<T> targets, double delta = 1, Reduction reduction = Reduction.Mean) where T : unmanaged, IFloatingPointIeee754<T>
    {
        Require.Positive("huber", delta);
        Require.SameShape("huber", predictions, targets);
        return Apply("huber", new HuberRule(delta), predictions, targets, reduction);
    }
}

/// <summary>d²/2 where |d| ≤ δ, else δ (|d| - δ/2), of d = a - b.</summary>
internal readonly record struct HuberRule(double Delta) : IRule2
{
    public N Value<N>(N a, N b) where N : IReal<N>
    {
        var size = N.Abs(a - b);
        return N.Select(size <= N.From(Delta), N.From(0.5) * size * size, N.From(Delta) * (size - N.From(Delta / 2)));
    }

    public N ChainA<N>(N g, N a, N b, N y) where N : IReal<N> => g * Limited(a - b);

    public N ChainB<N>(N g, N a, N b, N y) where N : IReal<N> => g * Limited(b - a);

    private N Limited<N>(N d) where N : IReal<N> => N.Max(N.Min(d, N.From(Delta)), N.From(-Delta));
}
