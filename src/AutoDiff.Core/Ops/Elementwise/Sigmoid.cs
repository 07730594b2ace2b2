namespace AutoDiff;

public abstract partial class Tensor
{
    /// <summary>The logistic function 1/(1 + e⁻ˣ).</summary>
    /// <param name="x">Any shape.</param>
    /// <returns>The shape of x.</returns>
    /// <remarks>Derivative e/(1 + e)² with e = exp(-|x|): y(1 - y) would lose every digit in the tail.</remarks>
    public static Tensor<T> Sigmoid<T>(Tensor<T> x) where T : unmanaged, IFloatingPointIeee754<T> => Elementwise.Map(default(SigmoidRule), x);
}

internal readonly record struct SigmoidRule : IRule
{
    public static bool NeedsValue => false;

    public N Value<N>(N x) where N : IReal<N> => N.One / (N.One + N.Exp(-x));

    public N Chain<N>(N g, N x, N y) where N : IReal<N> => g * N.Map(default(SigmoidSlopeRule), x);
}

/// <summary>e/(1 + e)² with e = exp(-|x|), whose derivative is -y tanh(x/2).</summary>
internal readonly record struct SigmoidSlopeRule : IRule
{
    public N Value<N>(N x) where N : IReal<N>
    {
        var e = N.Exp(-N.Abs(x));
        return e / ((N.One + e) * (N.One + e));
    }

    public N Chain<N>(N g, N x, N y) where N : IReal<N> => -g * y * N.Tanh(N.From(0.5) * x);
}
