using System.Runtime.CompilerServices;

namespace AutoDiff.Kernels;

/// <summary>Moves between a number and the bits of its format.</summary>
/// <remarks>
/// Where an integer n is needed as bits it travels as the number 1.5 · 2ᴹ + n, M being the length of the stored mantissa (23 or 52): its low
/// bits are n in two's complement, and its high part vanishes when n is shifted into the exponent. Adding 1.5 · 2ᴹ to a number also rounds it
/// to the nearest integer, halves to even. No conversion instruction is needed, which AVX2 would not have for 64 bits.
/// </remarks>
internal static partial class Elementary
{
    /// <summary>The constant for float, or the one for double.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static double Pick<T>(double single, double twice) => typeof(T) == typeof(float) ? single : twice;

    /// <summary>The bits for float, or those for double.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static long PickBits<T>(long single, long twice) => typeof(T) == typeof(float) ? single : twice;

    /// <summary>1.5 · 2ᴹ, which added to a number leaves its nearest integer in the low bits.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static double Rounder<T>() => Pick<T>(12582912.0, 6755399441055744.0);

    /// <summary>The nearest integer, halves to even, of a number below 2ᴹ⁻¹.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static L Nearest<L, T>(L x) where L : struct, ILane<L, T> where T : unmanaged, IFloatingPointIeee754<T> =>
        x + L.From(Rounder<T>()) - L.From(Rounder<T>());

    /// <summary>|<paramref name="magnitude"/>| with the sign of <paramref name="sign"/>.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static L CopySign<L, T>(L magnitude, L sign) where L : struct, ILane<L, T> where T : unmanaged, IFloatingPointIeee754<T> =>
        L.Select(L.From(-0.0), sign, magnitude);

    /// <summary><see cref="ILane{L, T}.Scale"/> for hardware without an instruction for it.</summary>
    public static L ScaleByBits<L, T>(L x, L n) where L : struct, ILane<L, T> where T : unmanaged, IFloatingPointIeee754<T>
    {
        // Two factors of half the exponent each: the first product is exact because x is near 1.
        n += L.From(Rounder<T>());
        var half = L.ShiftRight(n, 1);
        return x * TwoTo<L, T>(half) * TwoTo<L, T>(L.SubtractBits(n, half));
    }

    /// <summary><see cref="ILane{L, T}.ScaleNormal"/> for hardware without an instruction for it.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static L ScaleNormalByBits<L, T>(L x, L n) where L : struct, ILane<L, T> where T : unmanaged, IFloatingPointIeee754<T> =>
        x * TwoTo<L, T>(n + L.From(Rounder<T>()));

    /// <summary><see cref="ILane{L, T}.Exponent"/> for hardware without an instruction for it.</summary>
    public static L ExponentByBits<L, T>(L x) where L : struct, ILane<L, T> where T : unmanaged, IFloatingPointIeee754<T>
    {
        // A subnormal number is made normal by 2⁶⁴. The integer becomes a number as the mantissa of one of exponent M.
        var subnormal = x < L.FromBits(PickBits<T>(0x00800000, 0x0010000000000000));
        var bits = SteppedBits<L, T>(L.Select(subnormal, x * L.From(18446744073709551616.0), x));
        var bias = L.From(Pick<T>(8388608.0 + 127, 4503599627370496.0 + 1023)) + L.Select(subnormal, L.From(64), L.Zero);
        var k = (L.ShiftRight(bits, MantissaLength<T>()) | L.From(Pick<T>(8388608.0, 4503599627370496.0))) - bias;
        k = L.Select(x < L.From(double.PositiveInfinity), k, x);
        return L.Select(x > L.Zero, k, L.Select(L.IsEqual(x, L.Zero), L.From(double.NegativeInfinity), L.From(double.NaN)));
    }

    /// <summary><see cref="ILane{L, T}.Mantissa"/> for hardware without an instruction for it.</summary>
    public static L MantissaByBits<L, T>(L x) where L : struct, ILane<L, T> where T : unmanaged, IFloatingPointIeee754<T>
    {
        var subnormal = x < L.FromBits(PickBits<T>(0x00800000, 0x0010000000000000));
        var bits = SteppedBits<L, T>(L.Select(subnormal, x * L.From(18446744073709551616.0), x));
        var m = L.AddBits(bits & L.FromBits(PickBits<T>(0x007FFFFF, 0x000FFFFFFFFFFFFF)), L.FromBits(ThreeQuarters<T>()));
        return L.Select(x >= L.Zero, m, L.From(double.NaN));
    }

    /// <summary>2ⁿ for the travelling integer <paramref name="n"/>, which must be the exponent of a normal number.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static L TwoTo<L, T>(L n) where L : struct, ILane<L, T> where T : unmanaged, IFloatingPointIeee754<T> =>
        L.AddBits(L.ShiftLeft(n, MantissaLength<T>()), L.From(1));

    /// <summary>The bits of x less those of ¾, so that the exponent steps where the mantissa starts again; those of 1 are added to stay positive.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static L SteppedBits<L, T>(L x) where L : struct, ILane<L, T> where T : unmanaged, IFloatingPointIeee754<T> =>
        L.AddBits(x, L.FromBits(PickBits<T>(0x3F800000, 0x3FF0000000000000) - ThreeQuarters<T>()));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static long ThreeQuarters<T>() => PickBits<T>(0x3F400000, 0x3FE8000000000000);

    /// <summary>The length M of the stored mantissa.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static int MantissaLength<T>() => typeof(T) == typeof(float) ? 23 : 52;
}
