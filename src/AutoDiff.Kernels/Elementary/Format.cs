using System.Runtime.CompilerServices;

namespace AutoDiff.Kernels;

/// <summary>Moves between a number and the bits of its format; each member compiles to one or two instructions.</summary>
/// <remarks>
/// An integer n travels as the number 1.5 · 2ᴹ + n, M being the length of the stored mantissa (23 or 52): its low bits are n in
/// two's complement, and its high part vanishes when n is shifted into the exponent. Adding 1.5 · 2ᴹ to a number also rounds it to
/// the nearest integer, halves to even. No conversion instruction is needed, which AVX2 would not have for 64 bits.
/// </remarks>
internal static partial class Elementary
{
    /// <summary>The constant for float, or the one for double.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static double Pick<T>(double single, double twice) => typeof(T) == typeof(float) ? single : twice;

    /// <summary>The bits for float, or those for double.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static long PickBits<T>(long single, long twice) => typeof(T) == typeof(float) ? single : twice;

    /// <summary>The length M of the stored mantissa.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static int MantissaLength<T>() => typeof(T) == typeof(float) ? 23 : 52;

    /// <summary>1.5 · 2ᴹ, which added to a number leaves its nearest integer in the low bits.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static double Rounder<T>() => Pick<T>(12582912.0, 6755399441055744.0);

    /// <summary>2ⁿ for the integer in <paramref name="n"/>, which must be the exponent of a normal number.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static L TwoTo<L, T>(L n) where L : struct, ILane<L, T> where T : unmanaged, IFloatingPointIeee754<T> =>
        L.AddBits(L.ShiftLeft(n, MantissaLength<T>()), L.From(1));

    /// <summary>2⁻ⁿ for the integer in <paramref name="n"/>, whose negative must be the exponent of a normal number.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static L TwoToMinus<L, T>(L n) where L : struct, ILane<L, T> where T : unmanaged, IFloatingPointIeee754<T> =>
        L.SubtractBits(L.From(1), L.ShiftLeft(n, MantissaLength<T>()));

    /// <summary>x · 2ⁿ for the integer in <paramref name="n"/>, rounded once, also where 2ⁿ alone would overflow or underflow.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static L Scale<L, T>(L x, L n) where L : struct, ILane<L, T> where T : unmanaged, IFloatingPointIeee754<T>
    {
        // Two factors of half the exponent each: the first product is exact because x is near 1.
        var half = L.ShiftRight(n, 1);
        return x * TwoTo<L, T>(half) * TwoTo<L, T>(L.SubtractBits(n, half));
    }

    /// <summary>|<paramref name="magnitude"/>| with the sign of <paramref name="sign"/>.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static L CopySign<L, T>(L magnitude, L sign) where L : struct, ILane<L, T> where T : unmanaged, IFloatingPointIeee754<T> =>
        L.Abs(magnitude) | (sign & L.From(-0.0));

    /// <summary>x held within two bounds; NaN stays.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static L Clamp<L, T>(L x, double low, double high) where L : struct, ILane<L, T> where T : unmanaged, IFloatingPointIeee754<T>
    {
        x = L.Select(x > L.From(high), L.From(high), x);
        return L.Select(x < L.From(low), L.From(low), x);
    }
}
