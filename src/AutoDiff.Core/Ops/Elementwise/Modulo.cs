using System.Runtime.CompilerServices;

namespace AutoDiff;

public abstract partial class Tensor
{
    /// <summary>The remainder of the division of a by b with the sign of b, as the operator % of Python: a - b floor(a / b).</summary>
    /// <param name="a">The dividend, any shape.</param>
    /// <param name="b">The divisor, a shape that broadcasts with the other.</param>
    /// <returns>The broadcast shape.</returns>
    /// <exception cref="ShapeException">The shapes do not broadcast.</exception>
    /// <remarks>∂/∂a = 1, ∂/∂b = -floor(a / b), at the jumps too. NaN where b = 0 or a is infinite. Off by a rounding of a where the quotient is large. <see cref="Fmod"/> has the sign of a.</remarks>
    public static Tensor<T> Modulo<T>(Tensor<T> a, Tensor<T> b) where T : unmanaged, IFloatingPointIeee754<T> => Elementwise.Map(default(ModuloRule), a, b);
}

internal readonly record struct ModuloRule : IRule2
{
    public static Slope SlopeA => Slope.One;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public N Value<N>(N a, N b) where N : IReal<N>
    {
        var rest = default(FmodRule).Value(a, b);
        return N.Select(((rest < N.Zero) & (b > N.Zero)) | ((rest > N.Zero) & (b < N.Zero)), rest + b, rest);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public N ChainA<N>(N g, N a, N b, N y) where N : IReal<N> => g;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public N ChainB<N>(N g, N a, N b, N y) where N : IReal<N> => -g * N.Floor(a / b);
}
