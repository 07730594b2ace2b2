using System.Runtime.CompilerServices;

namespace AutoDiff;

public abstract partial class Tensor
{
    /// <summary>x with NaN and the infinities replaced by numbers.</summary>
    /// <param name="x">Any shape.</param>
    /// <param name="nan">What replaces NaN.</param>
    /// <param name="positiveInfinity">What replaces ∞; the largest finite T by default.</param>
    /// <param name="negativeInfinity">What replaces -∞; the smallest finite T by default.</param>
    /// <returns>The shape of x.</returns>
    /// <remarks>Derivative 1, and 0 where a number is replaced.</remarks>
    public static Tensor<T> NanToNum<T>(Tensor<T> x, double nan = 0, double? positiveInfinity = null, double? negativeInfinity = null) where T : unmanaged, IFloatingPointIeee754<T>
    {
        var largest = double.CreateChecked(T.BitDecrement(T.PositiveInfinity));
        return Elementwise.Map(new NanToNumRule(nan, positiveInfinity ?? largest, negativeInfinity ?? -largest), x);
    }
}

internal readonly record struct NanToNumRule(double Nan, double PositiveInfinity, double NegativeInfinity) : IRule
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public N Value<N>(N x) where N : IReal<N>
        => N.Select(N.IsNaN(x), N.From(Nan), N.Select(x >= N.From(double.PositiveInfinity), N.From(PositiveInfinity), N.Select(x <= N.From(double.NegativeInfinity), N.From(NegativeInfinity), x)));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public N Chain<N>(N g, N x, N y) where N : IReal<N> => N.Select(N.Abs(x) < N.From(double.PositiveInfinity), g, N.Zero);
}
