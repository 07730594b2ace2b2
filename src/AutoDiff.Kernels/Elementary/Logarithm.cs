using System.Runtime.CompilerServices;

namespace AutoDiff.Kernels;

/// <summary>The logarithms.</summary>
/// <remarks>
/// x = 2ᵏ (1 + f) with 1 + f in [√½, √2). With s = f / (2 + f), ln(1 + f) = 2 artanh s = 2s + s³ R(s²), and 2s = f - f²/2 + s f²/2, so that
/// ln(1 + f) = f + p where p = s (f²/2 + s² R(s²)) - f²/2 is small against f. R is the minimax polynomial for the relative error of
/// the logarithm (Remez exchange in 60 digits), below 2⁻²⁹ for float and 2⁻⁵⁹ for double.
/// </remarks>
internal static partial class Elementary
{
    /// <summary>ln x.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static L Log<L, T>(L x) where L : struct, ILane<L, T> where T : unmanaged, IFloatingPointIeee754<T>
    {
        var k = Split<L, T>(x, out var f);
        var p = LogTail<L, T>(f, f / (f + L.From(2)));
        var y = L.MultiplyAdd(k, L.From(Pick<T>(Ln2Single, Ln2)), f + L.MultiplyAdd(k, L.From(Pick<T>(Ln2SingleRest, Ln2Rest)), p));
        return LogEdges<L, T>(x, y);
    }

    /// <summary>log₂ x.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static L Log2<L, T>(L x) where L : struct, ILane<L, T> where T : unmanaged, IFloatingPointIeee754<T>
    {
        var k = Split<L, T>(x, out var f);
        var p = LogTail<L, T>(f, f / (f + L.From(2)));
        return LogEdges<L, T>(x, ScaledLog<L, T>(
            k, f, p, Pick<T>(1.4426950216293335, 1.4426950408889634), Pick<T>(1.925963033500011e-08, 2.0355273740931033e-17)));
    }

    /// <summary>log₁₀ x.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static L Log10<L, T>(L x) where L : struct, ILane<L, T> where T : unmanaged, IFloatingPointIeee754<T>
    {
        var k = Split<L, T>(x, out var f);
        var p = LogTail<L, T>(f, f / (f + L.From(2)));

        // k log₁₀2 in two parts, of which the first has so few bits that the product is exact; the second is multiplied by ln 10 beforehand.
        var high = k * L.From(Pick<T>(0.301025390625, 0.3010299956640665));
        p = L.MultiplyAdd(k, L.From(Pick<T>(1.0603494110756586e-05, -1.9646448832748156e-13)), p);
        return LogEdges<L, T>(x, ScaledLog<L, T>(
            high, f, p, Pick<T>(0.4342944920063019, 0.4342944819032518), Pick<T>(-1.0103049952192578e-08, 1.098319650216765e-17)));
    }

    /// <summary>ln(1 + x).</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static L Log1p<L, T>(L x) where L : struct, ILane<L, T> where T : unmanaged, IFloatingPointIeee754<T>
    {
        var one = L.From(1);
        var high = x + one;
        var back = high - one;
        var low = (one - (high - back)) + (x - back);
        var y = LogOfSum<L, T>(high, low, L.Zero);
        y = LogEdges<L, T>(high, y);

        // The sum loses the sign of -0.
        return L.Select(L.IsEqual(x, L.Zero), x, y);
    }

    /// <summary>ln(2ᵉ (high + low)) for positive normal high, where low is at most about one unit in the last place of high.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static L LogOfSum<L, T>(L high, L low, L e) where L : struct, ILane<L, T> where T : unmanaged, IFloatingPointIeee754<T>
    {
        var bits = L.AddBits(high, L.FromBits(OneAboveSqrtHalf<T>()));
        var exponent = L.ShiftRight(bits, MantissaLength<T>());
        var k = (exponent | L.From(Pick<T>(8388608.0, 4503599627370496.0))) - L.From(Pick<T>(8388608.0 + 127, 4503599627370496.0 + 1023)) + e;
        var f = L.AddBits(bits & L.FromBits(MantissaMask<T>()), L.FromBits(SqrtHalf<T>())) - L.From(1);
        var s = f / (f + L.From(2));
        var p = LogTail<L, T>(f, s);

        // ln(1 + f + c) = ln(1 + f) + c / (1 + f) with c = 2⁻ᵏ low, and 1 / (1 + f) = (1 - s) / (1 + s) ≈ 1 - 2s + 2s², within 1 %.
        // Half of 2¹⁻ᵏ rather than 2⁻ᵏ, whose bits would be negative for the largest numbers.
        var c = L.From(0.5) * low * L.ShiftLeft(L.SubtractBits(L.FromBits(PickBits<T>(255, 2047)), exponent), MantissaLength<T>());
        p = L.MultiplyAdd(c, L.MultiplyAdd(L.MultiplyAdd(s, L.From(2), L.From(-2)), s, L.From(1)), p);
        return L.MultiplyAdd(k, L.From(Pick<T>(Ln2Single, Ln2)), f + L.MultiplyAdd(k, L.From(Pick<T>(Ln2SingleRest, Ln2Rest)), p));
    }

    /// <summary>The bits of 1 less those of √½.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static long OneAboveSqrtHalf<T>() => PickBits<T>(0x3F800000, 0x3FF0000000000000) - SqrtHalf<T>();

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static long SqrtHalf<T>() => PickBits<T>(0x3F3504F3, 0x3FE6A09E667F3BCD);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static long MantissaMask<T>() => PickBits<T>(0x007FFFFF, 0x000FFFFFFFFFFFFF);

    /// <summary>The k and f of x = 2ᵏ (1 + f), for positive finite x.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static L Split<L, T>(L x, out L f) where L : struct, ILane<L, T> where T : unmanaged, IFloatingPointIeee754<T>
    {
        // A subnormal number is made normal by 2⁶⁴.
        var subnormal = x < L.FromBits(PickBits<T>(0x00800000, 0x0010000000000000));
        x = L.Select(subnormal, x * L.From(18446744073709551616.0), x);
        var bias = L.From(Pick<T>(8388608.0 + 127, 4503599627370496.0 + 1023)) + (subnormal & L.From(64));

        // Less √½, the exponent bits step where 1 + f must start again; with the bits of 1 they stay positive, and below 2ᴹ as a mantissa.
        var bits = L.AddBits(x, L.FromBits(OneAboveSqrtHalf<T>()));
        f = L.AddBits(bits & L.FromBits(MantissaMask<T>()), L.FromBits(SqrtHalf<T>())) - L.From(1);
        return (L.ShiftRight(bits, MantissaLength<T>()) | L.From(Pick<T>(8388608.0, 4503599627370496.0))) - bias;
    }

    /// <summary>p = ln(1 + f) - f, given s = f / (2 + f).</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static L LogTail<L, T>(L f, L s) where L : struct, ILane<L, T> where T : unmanaged, IFloatingPointIeee754<T>
    {
        var half = L.From(0.5) * f * f;
        var z = s * s;
        return L.MultiplyAdd(s, L.MultiplyAdd(z, LogPolynomial<L, T>(z), half), -half);
    }

    /// <summary>k + (f + p) · scale, with the scale in two parts and |k| either 0 or larger than the rest.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static L ScaledLog<L, T>(L k, L f, L p, double scale, double scaleRest) where L : struct, ILane<L, T> where T : unmanaged, IFloatingPointIeee754<T>
    {
        var product = f * L.From(scale);
        var rest = L.MultiplyAdd(f, L.From(scale), -product);
        rest = L.MultiplyAdd(f, L.From(scaleRest), rest);
        rest = L.MultiplyAdd(p, L.From(scale), rest);
        var sum = k + product;
        return sum + (product - (sum - k) + rest);
    }

    /// <summary>The logarithm y of x, but -∞ at 0, NaN below, and ∞ and NaN as they are.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static L LogEdges<L, T>(L x, L y) where L : struct, ILane<L, T> where T : unmanaged, IFloatingPointIeee754<T>
    {
        y = L.Select(x < L.From(double.PositiveInfinity), y, x);
        return L.Select(x > L.Zero, y, L.Select(L.IsEqual(x, L.Zero), L.From(double.NegativeInfinity), L.From(double.NaN)));
    }

    /// <summary>R(z) = (2 artanh √z - 2√z) / z^(3/2).</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static L LogPolynomial<L, T>(L z) where L : struct, ILane<L, T> where T : unmanaged, IFloatingPointIeee754<T>
    {
        L p;
        if (typeof(T) == typeof(float))
        {
            p = L.From(0.298744321);
            p = L.MultiplyAdd(p, z, 0.399774492);
            return L.MultiplyAdd(p, z, 0.666667759);
        }

        p = L.From(0.1479906631262774);
        p = L.Horner(p, z, 0.15313755731288334, 0.1818357516693487, 0.22222198378441668, 0.28571428744141836);
        p = L.MultiplyAdd(p, z, 0.3999999999940749);
        return L.MultiplyAdd(p, z, 0.6666666666666735);
    }
}
