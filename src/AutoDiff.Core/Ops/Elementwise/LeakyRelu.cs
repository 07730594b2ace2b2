namespace AutoDiff;

public abstract partial class Tensor
{
    /// <summary>x for x &gt; 0, else negativeSlope · x.</summary>
    /// <param name="x">Any shape.</param>
    /// <param name="negativeSlope">The slope for x ≤ 0.</param>
    /// <returns>The shape of x.</returns>
    /// <remarks>Derivative 1 for x &gt; 0, else negativeSlope, at the kink x = 0 too.</remarks>
    public static Tensor<T> LeakyRelu<T>(Tensor<T> x, double negativeSlope = 0.01) where T : unmanaged, IFloatingPointIeee754<T> => Elementwise.Map(new LeakyReluRule(negativeSlope), x);
}

internal readonly record struct LeakyReluRule(double NegativeSlope) : IRule
{
    public static bool NeedsValue => false;

    public N Value<N>(N x) where N : IReal<N> => N.Select(x > N.Zero, x, N.From(NegativeSlope) * x);

    public N Chain<N>(N g, N x, N y) where N : IReal<N> => N.Select(x > N.Zero, g, N.From(NegativeSlope) * g);
}
