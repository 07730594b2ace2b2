using System.Runtime.CompilerServices;

namespace AutoDiff.Kernels;

/// <summary>The hyperbolic functions, from eˣ and eˣ - 1.</summary>
internal static partial class Elementary
{
    /// <summary>tanh x and its slope, which the compiler leaves out where it is not used.</summary>
    /// <remarks>With e = e⁻²|ˣ| and w = e - 1, tanh |x| = -w / (1 + e), and the slope is 4e / (1 + e)²: nothing is lost at either end.</remarks>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static L Tanh<L, T>(L x, out L slope) where L : struct, ILane<L, T> where T : unmanaged, IFloatingPointIeee754<T>
    {
        var n = RangeOfExp<L, T>(L.From(-2) * L.Abs(x), out var r);
        var one = L.From(1);
        var q = L.MultiplyAdd(ExpPolynomial<L, T>(r), r, 1);
        var power = L.Scale(one, n);
        var w = L.MultiplyAdd(power, q * r, power - one);

        // What the sum and the quotient were rounded up, to first order.
        var e = L.Scale(L.MultiplyAdd(q, r, 1), n);
        var sum = one + e;
        var inverse = one / sum;
        slope = L.From(4) * e * inverse * inverse;
        var y = w * inverse;
        var excess = L.MultiplyAdd(y, w - (sum - L.From(2)), L.MultiplyAdd(y, sum, -w));
        return CopySign<L, T>(L.MultiplyAdd(-excess, inverse, y), x);
    }

    /// <summary>sinh x.</summary>
    /// <remarks>
    /// Below 1 the odd polynomial x + x³ P(x²), minimax for the relative error (Remez exchange in 50 digits), below 2⁻³⁴ for float and
    /// 2⁻⁶³ for double before its coefficients are rounded; above, e - 1/4e with e = eˣ/2.
    /// </remarks>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static L Sinh<L, T>(L x) where L : struct, ILane<L, T> where T : unmanaged, IFloatingPointIeee754<T>
    {
        var a = L.Abs(x);
        var z = a * a;
        var near = L.MultiplyAdd(a * z, SinhPolynomial<L, T>(z), a);
        var e = HalfExp<L, T>(a);
        return CopySign<L, T>(L.SelectLess(a, L.From(1), near, e - L.From(0.25) / e), x);
    }

    /// <summary>cosh x = e + 1/4e with e = eˣ/2.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static L Cosh<L, T>(L x) where L : struct, ILane<L, T> where T : unmanaged, IFloatingPointIeee754<T>
    {
        var e = HalfExp<L, T>(L.Abs(x));
        return e + L.From(0.25) / e;
    }

    /// <summary>eᵃ/2 for a ≥ 0, which overflows later than eᵃ.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static L HalfExp<L, T>(L a) where L : struct, ILane<L, T> where T : unmanaged, IFloatingPointIeee754<T>
    {
        a = L.AtMost(a, Pick<T>(90, 712));
        var n = RoundedQuotient<L, T>(a);
        return L.Scale(ExpOfRemainder<L, T>(Remainder<L, T>(a, n)), n - L.From(1));
    }

    /// <summary>P(z) = (sinh √z - √z) / z^(3/2), for z ≤ 1.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static L SinhPolynomial<L, T>(L z) where L : struct, ILane<L, T> where T : unmanaged, IFloatingPointIeee754<T>
    {
        L p;
        if (typeof(T) == typeof(float))
        {
            p = L.From(2.81743792e-06);
            p = L.MultiplyAdd(p, z, 0.000198360663);
            p = L.MultiplyAdd(p, z, 0.00833335053);
            return L.MultiplyAdd(p, z, 0.166666672);
        }

        p = L.From(7.759298246119598e-13);
        p = L.MultiplyAdd(p, z, 1.6057240900421736e-10, 2.5052123389929077e-08, 2.7557319155401127e-06, 0.00019841269841437445);
        p = L.MultiplyAdd(p, z, 0.008333333333333139);
        return L.MultiplyAdd(p, z, 0.16666666666666669);
    }
}
