using System.Runtime.CompilerServices;

namespace AutoDiff;

public abstract partial class Tensor
{
    /// <summary>The remainder of the division of a by b with the sign of a, as the operator % of C#: a - b truncate(a / b).</summary>
    /// <param name="a">The dividend, any shape.</param>
    /// <param name="b">The divisor, a shape that broadcasts with the other.</param>
    /// <returns>The broadcast shape.</returns>
    /// <exception cref="ShapeException">The shapes do not broadcast.</exception>
    /// <remarks>∂/∂a = 1, ∂/∂b = -truncate(a / b), at the jumps too. NaN where b = 0 or a is infinite. Off by a rounding of a where the quotient is large. <see cref="Modulo"/> has the sign of b.</remarks>
    public static Tensor<T> Fmod<T>(Tensor<T> a, Tensor<T> b) where T : unmanaged, IFloatingPointIeee754<T> => Elementwise.Map(default(FmodRule), a, b);
}

internal readonly record struct FmodRule : IRule2
{
    public static Slope SlopeA => Slope.One;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public N Value<N>(N a, N b) where N : IReal<N>
    {
        var quotient = N.Truncate(a / b);
        var rest = N.Select(N.IsEqual(quotient, N.Zero), a, a - b * quotient);

        // The quotient may have been rounded up to an integer: then the rest has the wrong sign.
        return N.Select(((rest < N.Zero) & (a > N.Zero)) | ((rest > N.Zero) & (a < N.Zero)), rest + default(CopySignRule).Value(b, a), rest);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public N ChainA<N>(N g, N a, N b, N y) where N : IReal<N> => g;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public N ChainB<N>(N g, N a, N b, N y) where N : IReal<N> => -g * N.Truncate(a / b);
}
