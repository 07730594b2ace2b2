namespace AutoDiff;

public abstract partial class Tensor
{
    /// <summary>artanh x; NaN outside [-1, 1].</summary>
    /// <param name="x">Any shape.</param>
    /// <returns>The shape of x.</returns>
    /// <remarks>Derivative 1/((1 - x)(1 + x)), ∞ at ±1.</remarks>
    public static Tensor<T> Atanh<T>(Tensor<T> x) where T : unmanaged, IFloatingPointIeee754<T> => Elementwise.Map(default(AtanhRule), x);
}

internal readonly record struct AtanhRule : IRule
{
    public static bool NeedsValue => false;

    public N Value<N>(N x) where N : IReal<N> => N.Atanh(x);

    public N Chain<N>(N g, N x, N y) where N : IReal<N> => g * N.Map(default(AtanhSlopeRule), x);
}

/// <summary>1/((1 - x)(1 + x)), whose derivative is 2 x y².</summary>
internal readonly record struct AtanhSlopeRule : IRule
{
    public N Value<N>(N x) where N : IReal<N> => N.One / ((N.One - x) * (N.One + x));

    public N Chain<N>(N g, N x, N y) where N : IReal<N> => g * (x + x) * y * y;
}
