namespace AutoDiff.NN;

public static partial class Losses
{
    /// <summary>max(0, 1 - t x): the loss of support vector machines, of scores x for targets t of 1 or -1.</summary>
    /// <param name="scores">x, any shape.</param>
    /// <param name="targets">t, the same shape: 1 or -1.</param>
    /// <param name="reduction">What becomes of the losses of the elements.</param>
    /// <returns>A scalar, or the shape of the scores without a reduction.</returns>
    /// <exception cref="ShapeException">The shapes differ, or there is nothing to take a mean of.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A target is neither 1 nor -1, or there is no such reduction.</exception>
    /// <remarks>Derivative -t where t x &lt; 1, else 0, at the kink too.</remarks>
    public static Tensor<T> Hinge<T>(Tensor<T> scores, Tensor<T> targets, Reduction reduction = Reduction.Mean) where T : unmanaged, IFloatingPointIeee754<T>
    {
        Require.SameShape("hinge", scores, targets, "scores");
        Require.Signs("hinge", targets);
        return Apply("hinge", default(HingeRule), scores, targets, reduction);
    }
}

/// <summary>max(0, 1 - t x).</summary>
internal readonly record struct HingeRule : IRule2
{
    public N Value<N>(N x, N t) where N : IReal<N> => N.Map(default(Ramp), N.One - t * x);

    public N ChainA<N>(N g, N x, N t, N y) where N : IReal<N> => -t * default(Ramp).Chain(g, N.One - t * x, y);

    public N ChainB<N>(N g, N x, N t, N y) where N : IReal<N> => -x * default(Ramp).Chain(g, N.One - t * x, y);
}

/// <summary>max(x, 0), with the derivative 0 at the kink.</summary>
internal readonly record struct Ramp : IRule
{
    public N Value<N>(N x) where N : IReal<N> => N.Select(x <= N.Zero, N.Zero, x);

    public N Chain<N>(N g, N x, N y) where N : IReal<N> => N.Select(x <= N.Zero, N.Zero, N.Select(N.IsNaN(x), x, g));
}
