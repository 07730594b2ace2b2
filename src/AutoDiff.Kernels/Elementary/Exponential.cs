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
        var n = RangeOfExp<L, T>(x, out var r);
        return L.Scale(ExpOfRemainder<L, T>(r), n);
    }

    /// <summary>2ˣ.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static L Exp2<L, T>(L x) where L : struct, ILane<L, T> where T : unmanaged, IFloatingPointIeee754<T>
    {
        x = L.AtLeast(L.AtMost(x, Pick<T>(129, 1025)), Pick<T>(-151, -1076));
        var n = Nearest<L, T>(x);
        return L.Scale(ExpOfRemainder<L, T>((x - n) * L.From(Ln2)), n);
    }

    /// <summary>eˣ - 1.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static L Expm1<L, T>(L x) where L : struct, ILane<L, T> where T : unmanaged, IFloatingPointIeee754<T>
    {
        // The lower bound gives -1, the upper one infinity. 2ᵐ - 1 rounds to 2ᵐ long before 2ᵐ overflows, so one bit is left for the last step.
        var held = L.AtLeast(L.AtMost(x, Pick<T>(89, 710)), Pick<T>(-20, -40));
        var n = RoundedQuotient<L, T>(held);
        var r = Remainder<L, T>(held, n, out var rest);
        var y = ScaledExpm1<L, T>(r, rest, L.ScaleNormal(L.From(1), n - L.From(1)), L.From(0.5));
        return CopySign<L, T>(y + y, x);
    }

    private const double Ln2 = 0.6931471805599453;
    private const double Ln2Rest = 2.3190468138462996e-17;
    private const double Ln2Single = 0.6931471824645996;
    private const double Ln2SingleRest = -1.9046542121259336e-09;

    /// <summary>The n and r of eˣ = 2ⁿ eʳ.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static L RangeOfExp<L, T>(L x, out L r) where L : struct, ILane<L, T> where T : unmanaged, IFloatingPointIeee754<T>
    {
        // Outside these bounds the result is 0 or infinite, and so it comes out at them.
        x = L.AtLeast(L.AtMost(x, Pick<T>(89, 710)), Pick<T>(-104, -746));
        var n = RoundedQuotient<L, T>(x);
        r = Remainder<L, T>(x, n);
        return n;
    }

    /// <summary>s eʳ - one for a remainder r + rest and a power of two s, to half a unit in the last place or little more; one is a power of two too.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static L ScaledExpm1<L, T>(L r, L rest, L s, L one) where L : struct, ILane<L, T> where T : unmanaged, IFloatingPointIeee754<T>
    {
        // s (r + tail) + (s - one): the bracket is exact where it matters, and 0 or larger than s |r|.
        var tail = L.MultiplyAdd(r * r, ExpPolynomial<L, T>(r), rest);
        var bracket = s - one;
        var sum = L.MultiplyAdd(s, r, bracket);
        return sum + L.MultiplyAdd(s, tail, L.MultiplyAdd(s, r, bracket - sum));
    }

    /// <summary>eˣ for -87 &lt; x &lt; 88 (float) or -708 &lt; x &lt; 709 (double), where it is a normal number.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static L ModestExp<L, T>(L x) where L : struct, ILane<L, T> where T : unmanaged, IFloatingPointIeee754<T>
    {
        var n = RoundedQuotient<L, T>(x);
        return L.ScaleNormal(ExpOfRemainder<L, T>(Remainder<L, T>(x, n)), n);
    }

    /// <summary>The integer nearest to x / ln 2.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static L RoundedQuotient<L, T>(L x) where L : struct, ILane<L, T> where T : unmanaged, IFloatingPointIeee754<T> =>
        L.MultiplyAdd(x, L.From(1.4426950408889634), L.From(Rounder<T>())) - L.From(Rounder<T>());

    /// <summary>x - n ln 2.</summary>
    /// <remarks>With ln 2 in two parts; the first step is exact, since its result has no bit below the last one of ln 2 and x.</remarks>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static L Remainder<L, T>(L x, L n) where L : struct, ILane<L, T> where T : unmanaged, IFloatingPointIeee754<T>
    {
        x = L.MultiplyAdd(n, L.From(-Pick<T>(Ln2Single, Ln2)), x);
        return L.MultiplyAdd(n, L.From(-Pick<T>(Ln2SingleRest, Ln2Rest)), x);
    }

    /// <summary>x - n ln 2, and what its rounding lost.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static L Remainder<L, T>(L x, L n, out L rest) where L : struct, ILane<L, T> where T : unmanaged, IFloatingPointIeee754<T>
    {
        x = L.MultiplyAdd(n, L.From(-Pick<T>(Ln2Single, Ln2)), x);
        var r = L.MultiplyAdd(n, L.From(-Pick<T>(Ln2SingleRest, Ln2Rest)), x);
        rest = L.MultiplyAdd(n, L.From(-Pick<T>(Ln2SingleRest, Ln2Rest)), x - r);
        return r;
    }

    /// <summary>eʳ = 1 + r (1 + r P(r)).</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static L ExpOfRemainder<L, T>(L r) where L : struct, ILane<L, T> where T : unmanaged, IFloatingPointIeee754<T> =>
        L.MultiplyAdd(L.MultiplyAdd(ExpPolynomial<L, T>(r), r, 1), r, 1);

    /// <summary>P(r) = (eʳ - 1 - r) / r².</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static L ExpPolynomial<L, T>(L r) where L : struct, ILane<L, T> where T : unmanaged, IFloatingPointIeee754<T>
    {
        if (typeof(T) == typeof(float))
        {
            var single = L.MultiplyAdd(L.From(0.000199144008), r, 0.00139411085, 0.0083332723, 0.041666355, 0.166666672);
            return L.MultiplyAdd(single, r, 0.5);
        }

        var p = L.MultiplyAdd(L.From(2.0924529281221625e-09), r, 2.5109147640231852e-08, 2.7557242483237994e-07, 2.755724391090399e-06, 2.480158736087715e-05);
        p = L.MultiplyAdd(p, r, 0.0001984126988640191, 0.0013888888888866676, 0.008333333333321532, 0.0416666666666667);
        p = L.MultiplyAdd(p, r, 0.16666666666666677);
        return L.MultiplyAdd(p, r, 0.5);
    }
}
