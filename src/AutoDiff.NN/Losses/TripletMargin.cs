namespace AutoDiff.NN;

public static partial class Losses
{
    /// <summary>max(0, d(a, p) - d(a, n) + margin): an anchor a should be nearer to its like p than to another n, by the margin.</summary>
    /// <param name="anchor">a, of shape [..., d]: vectors along the last axis.</param>
    /// <param name="positive">p, the same shape.</param>
    /// <param name="negative">n, the same shape.</param>
    /// <param name="margin">By how much.</param>
    /// <param name="order">The order of the norm in d(x, y) = ‖x - y + ε‖, from 1 to ∞.</param>
    /// <param name="swap">Takes the smaller of d(a, n) and d(p, n) for the distance to the other.</param>
    /// <param name="epsilon">ε.</param>
    /// <param name="reduction">What becomes of the losses of the triplets.</param>
    /// <returns>A scalar, or the shape of the anchor without its last axis without a reduction.</returns>
    /// <exception cref="ShapeException">The shapes differ, are those of scalars, or there is nothing to take a mean of.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The margin is not positive or not finite, the order is below 1, ε is negative or not finite, or there is no such reduction.</exception>
    /// <remarks>
    /// The derivative is that of <see cref="Tensor.PairwiseDistance"/>; 0 at the kink, and equal distances share it with a swap.
    /// Source: Balntas et al. 2016, "Learning local feature descriptors with triplets and shallow convolutional neural networks".
    /// </remarks>
    public static Tensor<T> TripletMargin<T>(
        Tensor<T> anchor, Tensor<T> positive, Tensor<T> negative, double margin = 1, double order = 2, bool swap = false, double epsilon = 1e-6, Reduction reduction = Reduction.Mean)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        const string Loss = "triplet_margin";
        Require.Positive(Loss, margin);
        Require.NotNegative(Loss, epsilon);
        if (!(order >= 1)) throw new ArgumentOutOfRangeException(nameof(order), order, $"{Loss}: the order of the norm must be 1 or more, got {order}.");
        Require.SameShape(Loss, anchor, positive, "anchor", "positive");
        Require.SameShape(Loss, anchor, negative, "anchor", "negative");
        if (anchor.Rank == 0) throw new ShapeException($"{Loss}: vectors along a last axis are required, got scalars.");
        var near = Tensor.PairwiseDistance(anchor, positive, order, epsilon);
        var far = Tensor.PairwiseDistance(anchor, negative, order, epsilon);
        if (swap) far = Tensor.Minimum(far, Tensor.PairwiseDistance(positive, negative, order, epsilon));
        return Apply(Loss, new TripletRule(margin), near, far, reduction);
    }
}

/// <summary>max(0, p - n + margin).</summary>
internal readonly record struct TripletRule(double Margin) : IRule2
{
    public N Value<N>(N p, N n) where N : IReal<N> => N.Map(default(Ramp), p - n + N.From(Margin));

    public N ChainA<N>(N g, N p, N n, N y) where N : IReal<N> => default(Ramp).Chain(g, p - n + N.From(Margin), y);

    public N ChainB<N>(N g, N p, N n, N y) where N : IReal<N> => -ChainA(g, p, n, y);
}
