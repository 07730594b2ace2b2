using System.Runtime.CompilerServices;

namespace AutoDiff;

/// <summary>
/// The arithmetic in which elementwise rules are written: one text, compiled for a number, a SIMD register, a dual number over
/// either, and a taped tensor.
/// </summary>
/// <typeparam name="N">The kind of number itself.</typeparam>
/// <remarks>
/// A rule has no <c>if</c> on data: a comparison gives a <em>mask</em>, a value that only the mask operators and
/// <see cref="Select"/> understand. Functions follow IEEE 754 at their edges (NaN, infinities, signed zeros).
/// </remarks>
public interface IReal<N> where N : IReal<N>
{
    /// <summary>The number nearest to <paramref name="value"/>, in every lane.</summary>
    static abstract N From(double value);

    /// <summary>0.</summary>
    static virtual N Zero
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => N.From(0);
    }

    /// <summary>1.</summary>
    static virtual N One
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => N.From(1);
    }

    /// <summary>a + b.</summary>
    static abstract N operator +(N a, N b);

    /// <summary>a - b.</summary>
    static abstract N operator -(N a, N b);

    /// <summary>a · b.</summary>
    static abstract N operator *(N a, N b);

    /// <summary>a / b.</summary>
    static abstract N operator /(N a, N b);

    /// <summary>-x.</summary>
    static abstract N operator -(N x);

    /// <summary>Mask: a &gt; b; false where either is NaN.</summary>
    static abstract N operator >(N a, N b);

    /// <summary>Mask: a &lt; b; false where either is NaN.</summary>
    static abstract N operator <(N a, N b);

    /// <summary>Mask: a ≥ b; false where either is NaN.</summary>
    static abstract N operator >=(N a, N b);

    /// <summary>Mask: a ≤ b; false where either is NaN.</summary>
    static abstract N operator <=(N a, N b);

    /// <summary>Mask: a = b; false where either is NaN.</summary>
    static abstract N IsEqual(N a, N b);

    /// <summary>Mask: x is NaN.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static virtual N IsNaN(N x) => ~N.IsEqual(x, x);

    /// <summary>Mask: both masks hold.</summary>
    static abstract N operator &(N a, N b);

    /// <summary>Mask: at least one mask holds.</summary>
    static abstract N operator |(N a, N b);

    /// <summary>Mask: the mask does not hold.</summary>
    static abstract N operator ~(N mask);

    /// <summary>Where the mask holds <paramref name="a"/>, else <paramref name="b"/>. The side not taken has no influence, in the derivative too.</summary>
    static abstract N Select(N mask, N a, N b);

    /// <summary>
    /// The product of <paramref name="g"/> and a slope, but 0 where g is exactly 0: an adjoint or tangent that is zero stays zero, even where
    /// the slope is infinite or undefined.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static virtual N Annihilate(N g, N product) => N.Select(N.IsEqual(g, N.Zero), N.Zero, product);

    /// <summary>g · slope, but 0 where g is exactly 0, as for <see cref="Annihilate"/>.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static virtual N Times(N g, N slope) => N.Annihilate(g, g * slope);

    /// <summary>x · slopeX + y · slopeY, without the products in which x or y is 0.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static virtual N Times(N x, N slopeX, N y, N slopeY) => N.Times(x, slopeX) + N.Times(y, slopeY);

    /// <summary>-x, but a zero may keep its sign.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static virtual N NegativeOrZero(N x) => -x;

    /// <summary>f(x) by a rule, which states its own derivative: for a slope whose derivative would lose digits if it were taken step by step.</summary>
    static abstract N Map<R>(R rule, N x) where R : struct, IRule;

    /// <summary>|x|.</summary>
    static abstract N Abs(N x);

    /// <summary>The larger of the two; NaN if either is NaN.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static virtual N Max(N a, N b) => N.Select((a > b) | N.IsNaN(a), a, b);

    /// <summary>The smaller of the two; NaN if either is NaN.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static virtual N Min(N a, N b) => N.Select((a < b) | N.IsNaN(a), a, b);

    /// <summary>The largest integer not above x. Derivative 0.</summary>
    static abstract N Floor(N x);

    /// <summary>The smallest integer not below x. Derivative 0.</summary>
    static abstract N Ceiling(N x);

    /// <summary>The nearest integer, halves to even. Derivative 0.</summary>
    static abstract N Round(N x);

    /// <summary>The integer part, towards zero. Derivative 0.</summary>
    static abstract N Truncate(N x);

    /// <summary>√x; NaN for x &lt; 0.</summary>
    static abstract N Sqrt(N x);

    /// <summary>∛x.</summary>
    static abstract N Cbrt(N x);

    /// <summary>eˣ.</summary>
    static abstract N Exp(N x);

    /// <summary>2ˣ.</summary>
    static abstract N Exp2(N x);

    /// <summary>eˣ - 1, accurate near 0.</summary>
    static abstract N Expm1(N x);

    /// <summary>ln x.</summary>
    static abstract N Log(N x);

    /// <summary>log₂ x.</summary>
    static abstract N Log2(N x);

    /// <summary>log₁₀ x.</summary>
    static abstract N Log10(N x);

    /// <summary>ln(1 + x), accurate near 0.</summary>
    static abstract N Log1p(N x);

    /// <summary>aᵇ, with the special cases of IEEE 754 <c>pow</c>.</summary>
    static abstract N Pow(N a, N b);

    /// <summary>The remainder of a / b with the sign of a, exactly: the operator % of C#.</summary>
    static abstract N Fmod(N a, N b);

    /// <summary>√(a² + b²) without undue overflow or underflow.</summary>
    static abstract N Hypot(N a, N b);

    /// <summary>sin x, x in radians.</summary>
    static abstract N Sin(N x);

    /// <summary>cos x, x in radians.</summary>
    static abstract N Cos(N x);

    /// <summary>tan x, x in radians.</summary>
    static abstract N Tan(N x);

    /// <summary>arcsin x in [-π/2, π/2]; NaN outside [-1, 1].</summary>
    static abstract N Asin(N x);

    /// <summary>arccos x in [0, π]; NaN outside [-1, 1].</summary>
    static abstract N Acos(N x);

    /// <summary>arctan x in [-π/2, π/2].</summary>
    static abstract N Atan(N x);

    /// <summary>The angle of the point (x, y) in [-π, π].</summary>
    static abstract N Atan2(N y, N x);

    /// <summary>sinh x.</summary>
    static abstract N Sinh(N x);

    /// <summary>cosh x.</summary>
    static abstract N Cosh(N x);

    /// <summary>tanh x.</summary>
    static abstract N Tanh(N x);

    /// <summary>tanh x and its slope, which have most of their work in common.</summary>
    internal static virtual N Tanh(N x, out N slope)
    {
        var e = N.Exp(N.From(-2) * N.Abs(x));
        var inverse = N.One / (N.One + e);
        slope = N.From(4) * e * inverse * inverse;
        return N.Tanh(x);
    }

    /// <summary>arsinh x.</summary>
    static abstract N Asinh(N x);

    /// <summary>arcosh x; NaN for x &lt; 1.</summary>
    static abstract N Acosh(N x);

    /// <summary>artanh x; NaN outside [-1, 1].</summary>
    static abstract N Atanh(N x);

    /// <summary>The error function 2/√π ∫₀ˣ exp(-t²) dt.</summary>
    static abstract N Erf(N x);

    /// <summary>1 - erf x, accurate in the tail.</summary>
    static abstract N Erfc(N x);

    /// <summary>The inverse of erf on (-1, 1).</summary>
    static abstract N ErfInv(N x);

    /// <summary>ln |Γ(x)|.</summary>
    static abstract N LogGamma(N x);

    /// <summary>ψ⁽ⁿ⁾(x), the n-th derivative of the digamma function ψ = (ln Γ)'; n = 0 is ψ itself.</summary>
    static abstract N Polygamma(int n, N x);

    /// <summary>I₀(x), the modified Bessel function of the first kind of order 0.</summary>
    static abstract N BesselI0(N x);

    /// <summary>exp(-|x|) I₀(x), which does not overflow.</summary>
    static abstract N BesselI0e(N x);

    /// <summary>I₁(x), the modified Bessel function of the first kind of order 1.</summary>
    static abstract N BesselI1(N x);

    /// <summary>exp(-|x|) I₁(x), which does not overflow.</summary>
    static abstract N BesselI1e(N x);
}
