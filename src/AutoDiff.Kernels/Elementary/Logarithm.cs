using System.Runtime.CompilerServices;

namespace AutoDiff.Kernels;

/// <summary>The logarithms.</summary>
/// <remarks>
/// x = 2ᵏ (1 + f) with 1 + f in [¾, 1½). With s = f / (2 + f), ln(1 + f) = 2 artanh s = 2s + s³ R(s²), and 2s = f - f²/2 + s f²/2, so that
/// ln(1 + f) = f + p where p = s (f²/2 + s² R(s²)) - f²/2 is small against f. R is minimax for the relative error of the logarithm
/// (Remez exchange, then the best coefficients of the format by Sollya's fpminimax), below 2⁻²⁸ for float and 2⁻⁶² for double.
/// At 0 and ∞ k is infinite and everything else finite, so the result is right there as well; the constants with which k is multiplied
/// are all positive to that end. Below 0 and at NaN f is NaN.
/// </remarks>
internal static partial class Elementary
{
    /// <summary>ln x.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static L Log<L, T>(L x) where L : struct, ILane<L, T> where T : unmanaged, IFloatingPointIeee754<T>
    {
        var f = L.Mantissa(x) - L.From(1);
        return TimesLn2Plus<L, T>(L.Exponent(x), f, LogTail<L, T>(f, f / (f + L.From(2))));
    }

    /// <summary>log₂ x.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static L Log2<L, T>(L x) where L : struct, ILane<L, T> where T : unmanaged, IFloatingPointIeee754<T>
    {
        var f = L.Mantissa(x) - L.From(1);
        var p = LogTail<L, T>(f, f / (f + L.From(2)));
        return L.Exponent(x) + Scaled<L, T>(f, p, Pick<T>(1.4426950216293335, 1.4426950408889634), Pick<T>(1.925963033500011e-08, 2.0355273740931033e-17));
    }

    /// <summary>log₁₀ x.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static L Log10<L, T>(L x) where L : struct, ILane<L, T> where T : unmanaged, IFloatingPointIeee754<T>
    {
        // k log₁₀2 in two parts, of which the first has so few bits that the product is exact; the second is multiplied by ln 10 beforehand.
        var k = L.Exponent(x);
        var f = L.Mantissa(x) - L.From(1);
        var p = LogTail<L, T>(f, f / (f + L.From(2)));
        p = L.MultiplyAdd(k, L.From(Pick<T>(1.0603494110756586e-05, 3.2708274728737092e-13)), p);
        var rest = Scaled<L, T>(f, p, Pick<T>(0.4342944920063019, 0.4342944819032518), Pick<T>(-1.0103049952192578e-08, 1.098319650216765e-17));
        return L.MultiplyAdd(k, L.From(Pick<T>(0.301025390625, 0.30102999566383914)), rest);
    }

    /// <summary>ln(1 + x).</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static L Log1p<L, T>(L x) where L : struct, ILane<L, T> where T : unmanaged, IFloatingPointIeee754<T>
    {
        var one = L.From(1);
        var high = x + one;
        var back = high - one;
        var low = (one - (high - back)) + (x - back);

        // At infinity the lost part is NaN, and the sum loses the sign of -0.
        var y = LogOfSum<L, T>(high, L.SelectLess(x, L.From(double.PositiveInfinity), low, L.Zero), L.Zero);
        return L.SelectEqual(x, L.Zero, x, y);
    }

    /// <summary>ln(2ᵉ (high + low)), where low is at most about one unit in the last place of high.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static L LogOfSum<L, T>(L high, L low, L e) where L : struct, ILane<L, T> where T : unmanaged, IFloatingPointIeee754<T>
    {
        var k = L.Exponent(high);
        var f = L.Mantissa(high) - L.From(1);
        var s = f / (f + L.From(2));
        var p = LogTail<L, T>(f, s);

        // ln(1 + f + c) = ln(1 + f) + c / (1 + f) with c = 2⁻ᵏ low, and 1 / (1 + f) = (1 - s) / (1 + s) ≈ 1 - 2s + 2s², within 2 %; the bound holds where high is 0.
        var c = L.Scale(low, L.AtMost(-k, 64));
        p = L.MultiplyAdd(c, L.MultiplyAdd(L.MultiplyAdd(s, L.From(2), L.From(-2)), s, L.From(1)), p);
        return TimesLn2Plus<L, T>(k + e, f, p);
    }

    /// <summary>k ln 2 + f + p.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static L TimesLn2Plus<L, T>(L k, L f, L p) where L : struct, ILane<L, T> where T : unmanaged, IFloatingPointIeee754<T> =>
        L.MultiplyAdd(k, L.From(Pick<T>(0.693147122859955, Ln2)), f + L.MultiplyAdd(k, L.From(Pick<T>(5.769998878690785e-08, Ln2Rest)), p));

    /// <summary>p = ln(1 + f) - f, given s = f / (2 + f).</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static L LogTail<L, T>(L f, L s) where L : struct, ILane<L, T> where T : unmanaged, IFloatingPointIeee754<T>
    {
        var half = L.From(0.5) * f * f;
        var z = s * s;
        return L.MultiplyAdd(s, L.MultiplyAdd(z, LogPolynomial<L, T>(z), half), -half);
    }

    /// <summary>(f + p) · scale, with the scale in two parts; p is small against f.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static L Scaled<L, T>(L f, L p, double scale, double scaleRest) where L : struct, ILane<L, T> where T : unmanaged, IFloatingPointIeee754<T>
    {
        var product = f * L.From(scale);
        var rest = L.MultiplyAdd(f, L.From(scale), -product);
        rest = L.MultiplyAdd(f, L.From(scaleRest), rest);
        return product + L.MultiplyAdd(p, L.From(scale), rest);
    }

    /// <summary>R(z) = (2 artanh √z - 2√z) / z^(3/2), for z ≤ 0.04.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static L LogPolynomial<L, T>(L z) where L : struct, ILane<L, T> where T : unmanaged, IFloatingPointIeee754<T>
    {
        if (typeof(T) == typeof(float)) return L.MultiplyAdd(L.MultiplyAdd(L.From(0.30362824), z, 0.39957708), z, 0.6666695);
        var p = L.MultiplyAdd(L.From(0.13840784527133299), z, 0.13173926361934654, 0.15391093048572615, 0.18181666427529827, 0.22222224287986056);
        p = L.MultiplyAdd(p, z, 0.28571428555892303);
        p = L.MultiplyAdd(p, z, 0.40000000000056496);
        return L.MultiplyAdd(p, z, 0.666666666666666);
    }
}
