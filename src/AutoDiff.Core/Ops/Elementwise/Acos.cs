namespace AutoDiff;

public abstract partial class Tensor
{
    /// <summary>arccos x in [0, π]; NaN outside [-1, 1].</summary>
    /// <param name="x">Any shape.</param>
    /// <returns>The shape of x.</returns>
    /// <remarks>Derivative -1/√((1 - x)(1 + x)).</remarks>
    public static Tensor<T> Acos<T>(Tensor<T> x) where T : unmanaged, IFloatingPointIeee754<T> => Elementwise.Map(default(AcosRule), x);
}

internal readonly record struct AcosRule : IRule
{
    public static bool NeedsValue => false;

    public N Value<N>(N x) where N : IReal<N> => N.Acos(x);

    public N Chain<N>(N g, N x, N y) where N : IReal<N> => -g * N.Map(default(AsinSlopeRule), x);
}
