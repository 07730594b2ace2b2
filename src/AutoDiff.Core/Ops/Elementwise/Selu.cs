using System.Runtime.CompilerServices;

namespace AutoDiff;

public abstract partial class Tensor
{
    /// <summary>The self-normalising exponential linear unit: λ x for x &gt; 0, else λ α (eˣ - 1).</summary>
    /// <param name="x">Any shape.</param>
    /// <returns>The shape of x.</returns>
    /// <remarks>Derivative λ for x &gt; 0, else λ α eˣ, at the kink x = 0 too. λ ≈ 1.0507 and α ≈ 1.6733 keep mean 0 and variance 1 from layer to layer. Source: Klambauer, Unterthiner, Mayr and Hochreiter 2017.</remarks>
    public static Tensor<T> Selu<T>(Tensor<T> x) where T : unmanaged, IFloatingPointIeee754<T> => Elementwise.Map(default(SeluRule), x);
}

internal readonly record struct SeluRule : IRule
{
    private const double Scale = 1.0507009873554804934193349852946;
    private const double Alpha = 1.6732632423543772848170429916717;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public N Value<N>(N x) where N : IReal<N> => N.Select(x > N.Zero, N.From(Scale) * x, N.From(Scale * Alpha) * N.Expm1(x));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public N Chain<N>(N g, N x, N y) where N : IReal<N> => N.Select(x > N.Zero, N.From(Scale) * g, g * N.From(Scale * Alpha) * N.Exp(x));
}
