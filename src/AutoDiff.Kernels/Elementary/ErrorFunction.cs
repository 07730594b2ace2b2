using System.Runtime.CompilerServices;

namespace AutoDiff.Kernels;

/// <summary>The error function and its complement.</summary>
internal static partial class Elementary
{
    /// <summary>erf x.</summary>
    /// <remarks>
    /// erf x = x + x E(x²) below 1 and 1 - exp Q(|x|) above, where Q is ln erfc. Both are minimax for the relative error of erf
    /// (Remez exchange in 60 digits), below 2⁻²⁷ for float and 2⁻⁵⁶ for double.
    /// </remarks>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static L Erf<L, T>(L x) where L : struct, ILane<L, T> where T : unmanaged, IFloatingPointIeee754<T>
    {
        // From 4 (float) or 6 (double) on the result rounds to 1.
        var a = L.Abs(x);
        a = L.AtMost(a, Pick<T>(4, 6));
        var near = L.MultiplyAdd(a, ErfNear<L, T>(a * a), a);
        var far = L.From(1) - ModestExp<L, T>(LogErfc<L, T>(a));
        return CopySign<L, T>(L.SelectLess(a, L.From(1), near, far), x);
    }

    /// <summary>1 - erf x.</summary>
    /// <remarks>
    /// From ½ on erfc x = exp(-x²) / (x + K) · G(t) with t = (x - K) / (x + K), K = 2 for float and 4 for double, which maps the whole
    /// tail into |t| &lt; 0.8 (the variable of Shepherd and Laframboise 1981). G is minimax for the relative error (Remez exchange in 50
    /// digits), below 2⁻²⁸ for float and 2⁻⁵⁸ for double before its coefficients are rounded. Errors reach 2.5 units in the last place.
    /// </remarks>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static L Erfc<L, T>(L x) where L : struct, ILane<L, T> where T : unmanaged, IFloatingPointIeee754<T>
    {
        // From 10.1 (float) or 27.3 (double) on the result rounds to 0.
        var one = L.From(1);
        var a = L.Abs(x);
        a = L.AtMost(a, Pick<T>(10.2, 27.3));
        var square = a * a;
        var near = L.MultiplyAdd(a, ErfNear<L, T>(square), a);

        // exp(-x²) = 2ⁿ (exp + expRest): the rounding error of x² and that of the remainder multiply the result by 1 + slip.
        var n = RoundedQuotient<L, T>(-square);
        var r = Remainder<L, T>(-square, n, out var slip);
        slip -= L.MultiplyAdd(a, a, -square);
        var tailOfExp = r * r * ExpPolynomial<L, T>(r);
        var q = r + L.MultiplyAdd(slip, one + r + tailOfExp, tailOfExp);
        var exp = one + q;
        var expRest = q - (exp - one);

        // 1 / (x + K) and t, both to more than one precision: an error in t grows by the slope of G.
        var k = L.From(Pick<T>(2, 4));
        var sum = a + k;
        var inverse = one / sum;
        var inverseRest = inverse * (L.MultiplyAdd(-sum, inverse, one) - (a - (sum - k)) * inverse);
        var t = L.MultiplyAdd(inverse, L.From(Pick<T>(-4, -8)), one);
        t = L.MultiplyAdd(inverseRest, L.From(Pick<T>(-4, -8)), t);

        var g = L.From(Pick<T>(1.02158272, 1.095995661000491))
            + L.MultiplyAdd(t, ErfcTail<L, T>(t), Pick<T>(-1.6036912242611834e-08, 5.994678144728079e-17));
        var product = inverse * g;
        var productRest = L.MultiplyAdd(inverseRest, g, L.MultiplyAdd(inverse, g, -product));
        var tail = L.Scale(L.MultiplyAdd(exp, product, L.MultiplyAdd(expRest, product, exp * productRest)), n);
        tail = L.SelectLess(x, L.Zero, L.From(2) - tail, tail);
        return L.SelectLess(a, L.From(0.5), one - CopySign<L, T>(near, x), tail);
    }

    /// <summary>E(z) = erf √z / √z - 1, for z ≤ 1.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static L ErfNear<L, T>(L z) where L : struct, ILane<L, T> where T : unmanaged, IFloatingPointIeee754<T>
    {
        L p;
        if (typeof(T) == typeof(float))
        {
            p = L.From(7.85384982e-05);
            p = L.MultiplyAdd(p, z, -0.000801020244, 0.00518833054, -0.0268538147, 0.112835854);
            p = L.MultiplyAdd(p, z, -0.37612626);
            return L.MultiplyAdd(p, z, 0.128379166);
        }

        p = L.From(5.945255584223488e-11);
        p = L.MultiplyAdd(p, z, -1.136567067182716e-09, 1.4657883530919653e-08, -1.635002619207727e-07, 1.6460972954153765e-06);
        p = L.MultiplyAdd(p, z, -1.4925593518728226e-05, 0.00012055331037551108, -0.0008548326978765149, 0.00522397762478137);
        return L.MultiplyAdd(p, z, -0.02686617064507296, 0.11283791670954858, -0.3761263890318375, 0.1283791670955126);
    }

    /// <summary>Q(a) = ln erfc a, for 1 ≤ a.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static L LogErfc<L, T>(L a) where L : struct, ILane<L, T> where T : unmanaged, IFloatingPointIeee754<T>
    {
        L p;
        if (typeof(T) == typeof(float))
        {
            p = L.From(-2.16974659e-05);
            p = L.MultiplyAdd(p, a, 0.000441470766, -0.00420527486, 0.0252103116, -0.108422048);
            p = L.MultiplyAdd(p, a, -0.633216441);
            p = L.MultiplyAdd(p, a, -1.12958026);
            return L.MultiplyAdd(p, a, 0.000188462102);
        }

        p = L.From(2.252839074213502e-14);
        p = L.MultiplyAdd(p, a, -1.2472322730351425e-12, 3.269226137159629e-11, -5.396975946395085e-10, 6.2941425517135765e-09);
        p = L.MultiplyAdd(p, a, -5.5096680047823776e-08, 3.750025812816437e-07, -2.0242401110115535e-06, 8.726750844991292e-06);
        p = L.MultiplyAdd(p, a, -2.9788007285590754e-05, 7.746932036874541e-05, -0.00013468918967188316, 5.8608729678421437e-05);
        p = L.MultiplyAdd(p, a, 0.000506994657081248, -0.0016298820457516083, 0.00016693252179787897, 0.019149445684581462);
        return L.MultiplyAdd(p, a, -0.10278043994106979, -0.6366177071936262, -1.1283795095218998, 2.6850001086093116e-08);
    }

    /// <summary>(G(t) - G(0)) / t, where G(t) = exp(x²) erfc(x) (x + K) for x = K (1 + t) / (1 - t).</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static L ErfcTail<L, T>(L t) where L : struct, ILane<L, T> where T : unmanaged, IFloatingPointIeee754<T>
    {
        L p;
        if (typeof(T) == typeof(float))
        {
            p = L.From(0.000121823912);
            p = L.MultiplyAdd(p, t, -0.000545318413, -0.000895637728, 0.00305489078, 0.00649380917);
            p = L.MultiplyAdd(p, t, -0.0215061679);
            p = L.MultiplyAdd(p, t, -0.0364436209);
            p = L.MultiplyAdd(p, t, 0.279471904);
            return L.MultiplyAdd(p, t, -0.687160671);
        }

        p = L.From(-1.1868952077336719e-08);
        p = L.MultiplyAdd(p, t, 1.3257410701533918e-09, 1.1869625759832429e-07, -7.612519516120082e-08, -8.416237831974815e-07);
        p = L.MultiplyAdd(p, t, 1.4245923152610484e-06, 4.6920711399412806e-06, -1.8861038064143174e-05, -3.634408294597283e-06);
        p = L.MultiplyAdd(p, t, 0.0001768128518759224, -0.0004550528430005581, -0.0002809588696180218, 0.006112055676399998);
        p = L.MultiplyAdd(p, t, -0.02637005334007873, 0.0763815149077283, -0.17401093723993785, 0.3308515878780741);
        p = L.MultiplyAdd(p, t, -0.5408538313132353);
        p = L.MultiplyAdd(p, t, 0.7732087022652362);
        return L.MultiplyAdd(p, t, -0.976548729080882);
    }
}
