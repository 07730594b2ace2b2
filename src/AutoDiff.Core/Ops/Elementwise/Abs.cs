namespace AutoDiff;

public abstract partial class Tensor
{
    /// <summary>|x|, element by element.</summary>
    /// <param name="x">Any shape.</param>
    /// <returns>The shape of x.</returns>
    /// <remarks>Derivative sign x, and 0 at the kink x = 0.</remarks>
    public static Tensor<T> Abs<T>(Tensor<T> x) where T : unmanaged, IFloatingPointIeee754<T> => Elementwise.Map(default(AbsRule), x);
}

internal readonly record struct AbsRule : IRule
{
    public static bool NeedsValue => false;

    public N Value<N>(N x) where N : IReal<N> => N.Abs(x);

    public N Chain<N>(N g, N x, N y) where N : IReal<N> => N.Select(x > N.Zero, g, N.Select(x < N.Zero, -g, N.Select(N.IsNaN(x), x, N.Zero)));
}
