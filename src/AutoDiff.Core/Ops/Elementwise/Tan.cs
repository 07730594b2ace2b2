namespace AutoDiff;

public abstract partial class Tensor
{
    /// <summary>tan x, x in radians.</summary>
    /// <param name="x">Any shape.</param>
    /// <returns>The shape of x.</returns>
    /// <remarks>Derivative 1 + tan² x.</remarks>
    public static Tensor<T> Tan<T>(Tensor<T> x) where T : unmanaged, IFloatingPointIeee754<T> => Elementwise.Map(default(TanRule), x);
}

internal readonly record struct TanRule : IRule
{
    public static bool NeedsInput => false;

    public N Value<N>(N x) where N : IReal<N> => N.Tan(x);

    public N Chain<N>(N g, N x, N y) where N : IReal<N> => g * (N.One + y * y);
}
