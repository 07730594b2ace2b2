using System.Runtime.CompilerServices;

namespace AutoDiff.Kernels;

/// <summary>The hyperbolic functions, from eˣ and eˣ - 1.</summary>
internal static partial class Elementary
{
    /// <summary>tanh x.</summary>
    /// <remarks>tanh x = u / (u + 2) with u = e²ˣ - 1, which loses nothing at either end.</remarks>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static L Tanh<L, T>(L x) where L : struct, ILane<L, T> where T : unmanaged, IFloatingPointIeee754<T>
    {
        // From 10 (float) or 20 (double) on the result rounds to 1.
        var a = L.Abs(x);
        a = L.Select(a > L.From(Pick<T>(10, 20)), L.From(Pick<T>(10, 20)), a);
        var n = RoundedExpm1<L, T>(a + a, bounded: true, out var u);
        u *= TwoTo<L, T>(n);
        var two = L.From(2);
        var sum = u + two;
        var back = sum - two;
        var inverse = L.From(1) / sum;
        var y = u * inverse;

        // What the sum and the quotient lost, to first order.
        var lost = L.MultiplyAdd(-y, (u - back) + (two - (sum - back)), L.MultiplyAdd(-y, sum, u));
        return CopySign<L, T>(L.MultiplyAdd(lost, inverse, y), x);
    }

    /// <summary>sinh x.</summary>
    /// <remarks>
    /// Below 1 the odd polynomial x + x³ P(x²), minimax for the relative error (Remez exchange in 50 digits), below 2⁻³⁴ for float and
    /// 2⁻⁶³ for double before its coefficients are rounded; above, e - 1/4e with e = eˣ/2.
    /// </remarks>
    [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization)]
    public static L Sinh<L, T>(L x) where L : struct, ILane<L, T> where T : unmanaged, IFloatingPointIeee754<T>
    {
        var a = L.Abs(x);
        var z = a * a;
        var near = L.MultiplyAdd(a * z, SinhPolynomial<L, T>(z), a);
        var e = HalfExp<L, T>(a);
        return CopySign<L, T>(L.Select(a < L.From(1), near, e - L.From(0.25) / e), x);
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
        a = L.Select(a > L.From(Pick<T>(90, 712)), L.From(Pick<T>(90, 712)), a);
        var n = RoundedQuotient<L, T>(a);
        return Scale<L, T>(ExpOfRemainder<L, T>(Remainder<L, T>(a, n)), L.SubtractBits(n, L.FromBits(1)));
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
        p = L.Horner(p, z, 1.6057240900421736e-10, 2.5052123389929077e-08, 2.7557319155401127e-06, 0.00019841269841437445);
        p = L.MultiplyAdd(p, z, 0.008333333333333139);
        return L.MultiplyAdd(p, z, 0.16666666666666669);
    }
}
