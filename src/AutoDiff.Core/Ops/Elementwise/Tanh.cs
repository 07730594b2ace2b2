using System.Runtime.CompilerServices;

namespace AutoDiff;

public abstract partial class Tensor
{
    /// <summary>tanh x.</summary>
    /// <param name="x">Any shape.</param>
    /// <returns>The shape of x.</returns>
    /// <remarks>Derivative 4e/(1 + e)² with e = exp(-2|x|): 1 - y² would lose every digit in the tail.</remarks>
    public static Tensor<T> Tanh<T>(Tensor<T> x) where T : unmanaged, IFloatingPointIeee754<T> => Elementwise.Map(default(TanhRule), x);
}

internal readonly record struct TanhRule : IRule
{
    public static bool NeedsValue => false;

    public N Value<N>(N x) where N : IReal<N> => N.Tanh(x);

    public N Chain<N>(N g, N x, N y) where N : IReal<N> => g * N.Map(default(TanhSlopeRule), x);
}

/// <summary>sech² x = 4e/(1 + e)² with e = exp(-2|x|), whose derivative is -2 y tanh x.</summary>
internal readonly record struct TanhSlopeRule : IRule
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public N Value<N>(N x) where N : IReal<N>
    {
        var e = N.Exp(N.From(-2) * N.Abs(x));
        var inverse = N.One / (N.One + e);
        return N.From(4) * e * inverse * inverse;
    }

    public N Chain<N>(N g, N x, N y) where N : IReal<N> => g * N.From(-2) * y * N.Tanh(x);
}
