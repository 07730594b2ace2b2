using System.Runtime.CompilerServices;

namespace AutoDiff;

public abstract partial class Tensor
{
    /// <summary>aᵇ, element by element, with the special cases of IEEE 754 pow.</summary>
    /// <param name="a">The base, any shape.</param>
    /// <param name="b">The exponent, a shape that broadcasts with the other.</param>
    /// <returns>The broadcast shape.</returns>
    /// <exception cref="ShapeException">The shapes do not broadcast.</exception>
    /// <remarks>∂/∂a = b aᵇ⁻¹ (0 where b = 0), ∂/∂b = aᵇ ln a (0 where a = 0 and b ≥ 0).</remarks>
    public static Tensor<T> Pow<T>(Tensor<T> a, Tensor<T> b) where T : unmanaged, IFloatingPointIeee754<T> => Elementwise.Map(default(PowRule), a, b);

    /// <summary>xᵖ for a fixed exponent p.</summary>
    /// <param name="x">Any shape.</param>
    /// <param name="exponent">The exponent p.</param>
    /// <returns>The shape of x.</returns>
    /// <remarks>Derivative p xᵖ⁻¹, and 0 for p = 0.</remarks>
    public static Tensor<T> Pow<T>(Tensor<T> x, double exponent) where T : unmanaged, IFloatingPointIeee754<T> => Elementwise.Map(new PowScalarRule(exponent), x);

    /// <summary>bˣ for a fixed base b.</summary>
    /// <param name="baseNumber">The base b.</param>
    /// <param name="x">Any shape.</param>
    /// <returns>The shape of x.</returns>
    /// <remarks>Derivative bˣ ln b; for b = 0 it is 0 where x ≥ 0.</remarks>
    public static Tensor<T> Pow<T>(double baseNumber, Tensor<T> x) where T : unmanaged, IFloatingPointIeee754<T> => Elementwise.Map(new ScalarPowRule(baseNumber), x);
}

internal readonly record struct PowRule : IRule2
{
    public N Value<N>(N a, N b) where N : IReal<N> => N.Pow(a, b);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public N ChainA<N>(N g, N a, N b, N y) where N : IReal<N> => g * N.Times(b, N.Pow(a, b - N.One));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public N ChainB<N>(N g, N a, N b, N y) where N : IReal<N> => N.Select(N.IsEqual(a, N.Zero) & (b >= N.Zero), N.Zero, g * y * N.Log(a));
}

internal readonly record struct PowScalarRule(double Exponent) : IRule
{
    public static bool NeedsValue => false;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public N Value<N>(N x) where N : IReal<N> => Exponent switch
    {
        2 => x * x,
        1 => x,
        0.5 => N.Sqrt(x),
        -1 => N.One / x,
        _ => N.Pow(x, N.From(Exponent)),
    };

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public N Chain<N>(N g, N x, N y) where N : IReal<N>
        => Exponent == 0 ? N.Zero : g * N.From(Exponent) * new PowScalarRule(Exponent - 1).Value(x);
}

internal readonly record struct ScalarPowRule(double Base) : IRule
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public N Value<N>(N x) where N : IReal<N> => N.Pow(N.From(Base), x);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public N Chain<N>(N g, N x, N y) where N : IReal<N>
        => Base == 0 ? N.Select(x >= N.Zero, N.Zero, g * y * N.From(double.NegativeInfinity)) : g * y * N.From(double.Log(Base));
}
