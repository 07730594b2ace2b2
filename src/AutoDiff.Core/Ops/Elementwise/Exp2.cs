namespace AutoDiff;

public abstract partial class Tensor
{
    /// <summary>2ˣ, element by element.</summary>
    /// <param name="x">Any shape.</param>
    /// <returns>The shape of x.</returns>
    /// <remarks>Derivative y ln 2.</remarks>
    public static Tensor<T> Exp2<T>(Tensor<T> x) where T : unmanaged, IFloatingPointIeee754<T> => Elementwise.Map(default(Exp2Rule), x);
}

internal readonly record struct Exp2Rule : IRule
{
    public static bool NeedsInput => false;

    public N Value<N>(N x) where N : IReal<N> => N.Exp2(x);

    public N Chain<N>(N g, N x, N y) where N : IReal<N> => g * y * N.From(double.Log(2));
}
