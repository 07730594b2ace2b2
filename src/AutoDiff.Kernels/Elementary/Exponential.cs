using System.Runtime.CompilerServices;

namespace AutoDiff.Kernels;

/// <summary>eˣ, 2ˣ and eˣ - 1.</summary>
/// <remarks>
/// x = n ln 2 + r with |r| ≤ ln 2 / 2, so eˣ = 2ⁿ eʳ and eʳ = 1 + r + r² P(r). P is the minimax polynomial for the relative error of
/// eʳ - 1 (Remez exchange in 60 digits), below 2⁻²⁸ for float and 2⁻⁵⁶ for double.
/// </remarks>
internal static partial class Elementary
{
    /// <summary>eˣ.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static L Exp<L, T>(L x) where L : struct, ILane<L, T> where T : unmanaged, IFloatingPointIeee754<T>
    {
        // Outside these bounds the result is 0 or infinite, and so it comes out at them.
        x = Clamp<L, T>(x, Pick<T>(-104, -746), Pick<T>(89, 710));
        var n = RoundedQuotient<L, T>(x);
        var r = Remainder<L, T>(x, n);
        return Scale<L, T>(ExpOfRemainder<L, T>(r), n);
    }

    /// <summary>2ˣ.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static L Exp2<L, T>(L x) where L : struct, ILane<L, T> where T : unmanaged, IFloatingPointIeee754<T>
    {
        x = Clamp<L, T>(x, Pick<T>(-151, -1076), Pick<T>(129, 1025));
        var n = x + L.From(Rounder<T>());
        var r = (x - (n - L.From(Rounder<T>()))) * L.From(Pick<T>(Ln2Single, Ln2));
        return Scale<L, T>(ExpOfRemainder<L, T>(r), n);
    }

    /// <summary>eˣ - 1.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static L Expm1<L, T>(L x) where L : struct, ILane<L, T> where T : unmanaged, IFloatingPointIeee754<T>
    {
        // The lower bound gives -1, the upper one infinity.
        var n = RoundedExpm1<L, T>(Clamp<L, T>(x, Pick<T>(-20, -40), Pick<T>(89, 710)), bounded: false, out var y);
        return CopySign<L, T>(Scale<L, T>(y, n), x);
    }

    private const double Ln2 = 0.6931471805599453;
    private const double Ln2Rest = 2.3190468138462996e-17;
    private const double Ln2Single = 0.6931471824645996;
    private const double Ln2SingleRest = -1.9046542121259336e-09;

    /// <summary>The n and y of eˣ - 1 = 2ⁿ y, y within half a unit of its last place or little more.</summary>
    /// <param name="x">At least -40.</param>
    /// <param name="bounded">Whether x is known to be at most 45; a constant.</param>
    /// <param name="y">The number near 1 (or small, with n = 0).</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static L RoundedExpm1<L, T>(L x, bool bounded, out L y) where L : struct, ILane<L, T> where T : unmanaged, IFloatingPointIeee754<T>
    {
        var n = RoundedQuotient<L, T>(x);
        var r = Remainder<L, T>(x, n, out var rest);
        var tail = L.MultiplyAdd(r * r, ExpPolynomial<L, T>(r), rest);

        // y = (1 - 2⁻ⁿ) + r + tail. The bracket is 0 or exceeds |r|, so the error of the first sum can be had exactly.
        // Beyond 45 the bracket rounds to 1, and the bits of 2⁻ⁿ would become negative.
        var bracket = L.From(1) - TwoToMinus<L, T>(n);
        if (!bounded) bracket = L.Select(x > L.From(45), L.From(1), bracket);
        var sum = bracket + r;
        y = sum + (r - (sum - bracket) + tail);
        return n;
    }

    /// <summary>eˣ for -87 &lt; x &lt; 88 (float) or -708 &lt; x &lt; 709 (double), where it is a normal number.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static L ModestExp<L, T>(L x) where L : struct, ILane<L, T> where T : unmanaged, IFloatingPointIeee754<T>
    {
        var n = RoundedQuotient<L, T>(x);
        return ExpOfRemainder<L, T>(Remainder<L, T>(x, n)) * TwoTo<L, T>(n);
    }

    /// <summary>The integer nearest to x / ln 2.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static L RoundedQuotient<L, T>(L x) where L : struct, ILane<L, T> where T : unmanaged, IFloatingPointIeee754<T> =>
        L.MultiplyAdd(x, L.From(1.4426950408889634), L.From(Rounder<T>()));

    /// <summary>x - n ln 2.</summary>
    /// <remarks>With ln 2 in two parts; the first step is exact, since its result has no bit below the last one of ln 2 and x.</remarks>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static L Remainder<L, T>(L x, L n) where L : struct, ILane<L, T> where T : unmanaged, IFloatingPointIeee754<T>
    {
        n -= L.From(Rounder<T>());
        x = L.MultiplyAdd(n, L.From(-Pick<T>(Ln2Single, Ln2)), x);
        return L.MultiplyAdd(n, L.From(-Pick<T>(Ln2SingleRest, Ln2Rest)), x);
    }

    /// <summary>x - n ln 2, and what its rounding lost.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static L Remainder<L, T>(L x, L n, out L rest) where L : struct, ILane<L, T> where T : unmanaged, IFloatingPointIeee754<T>
    {
        n -= L.From(Rounder<T>());
        x = L.MultiplyAdd(n, L.From(-Pick<T>(Ln2Single, Ln2)), x);
        var r = L.MultiplyAdd(n, L.From(-Pick<T>(Ln2SingleRest, Ln2Rest)), x);
        rest = L.MultiplyAdd(n, L.From(-Pick<T>(Ln2SingleRest, Ln2Rest)), x - r);
        return r;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static L ExpOfRemainder<L, T>(L r) where L : struct, ILane<L, T> where T : unmanaged, IFloatingPointIeee754<T> =>
        L.From(1) + L.MultiplyAdd(r * r, ExpPolynomial<L, T>(r), r);

    /// <summary>P(r) = (eʳ - 1 - r) / r².</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static L ExpPolynomial<L, T>(L r) where L : struct, ILane<L, T> where T : unmanaged, IFloatingPointIeee754<T>
    {
        L p;
        if (typeof(T) == typeof(float))
        {
            p = L.From(0.000199144008);
            p = L.Horner(p, r, 0.00139411085, 0.0083332723, 0.041666355, 0.166666672);
            return L.MultiplyAdd(p, r, 0.5);
        }

        p = L.From(2.0924529281221625e-09);
        p = L.Horner(p, r, 2.5109147640231852e-08, 2.7557242483237994e-07, 2.755724391090399e-06, 2.480158736087715e-05);
        p = L.Horner(p, r, 0.0001984126988640191, 0.0013888888888866676, 0.008333333333321532, 0.0416666666666667);
        p = L.MultiplyAdd(p, r, 0.16666666666666677);
        return L.MultiplyAdd(p, r, 0.5);
    }
}
