namespace AutoDiff;

public abstract partial class Tensor
{
    /// <summary>arcsin x in [-π/2, π/2]; NaN outside [-1, 1].</summary>
    /// <param name="x">Any shape.</param>
    /// <returns>The shape of x.</returns>
    /// <remarks>Derivative 1/√((1 - x)(1 + x)), a form in which nothing cancels near ±1.</remarks>
    public static Tensor<T> Asin<T>(Tensor<T> x) where T : unmanaged, IFloatingPointIeee754<T> => Elementwise.Map(default(AsinRule), x);
}

internal readonly record struct AsinRule : IRule
{
    public static bool NeedsValue => false;

    public N Value<N>(N x) where N : IReal<N> => N.Asin(x);

    public N Chain<N>(N g, N x, N y) where N : IReal<N> => g * N.Map(default(AsinSlopeRule), x);
}

/// <summary>1/√((1 - x)(1 + x)), whose derivative is x y³.</summary>
internal readonly record struct AsinSlopeRule : IRule
{
    public N Value<N>(N x) where N : IReal<N> => N.One / N.Sqrt((N.One - x) * (N.One + x));

    public N Chain<N>(N g, N x, N y) where N : IReal<N> => g * x * y * y * y;
}
