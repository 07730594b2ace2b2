using System.Runtime.CompilerServices;

namespace AutoDiff.Kernels;

/// <summary>The cube root and the hypotenuse.</summary>
internal static partial class Elementary
{
    /// <summary>∛x.</summary>
    /// <remarks>
    /// |x| = 2³ᵏ v with 1 ≤ v &lt; 8. A minimax polynomial gives 1/∛v within 2⁻⁹ (float) or 2⁻¹⁴ (double), one step of third order and
    /// one Newton step on the root itself with an exact residual do the rest.
    /// </remarks>
    [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization)]
    public static L Cbrt<L, T>(L x) where L : struct, ILane<L, T> where T : unmanaged, IFloatingPointIeee754<T>
    {
        var one = L.From(1);
        var a = L.Abs(x);
        var subnormal = a < L.FromBits(PickBits<T>(0x00800000, 0x0010000000000000));
        var scaled = L.Select(subnormal, a * L.From(73786976294838206464.0), a);
        var exponent = (L.ShiftRight(scaled, MantissaLength<T>()) | L.From(Pick<T>(8388608.0, 4503599627370496.0)))
            - L.From(Pick<T>(8388608.0 + 127, 4503599627370496.0 + 1023));
        var m = (scaled & L.FromBits(MantissaMask<T>())) | one;

        // (exponent + ½) / 3 is never within 1/6 of an integer, so its floor is safe from rounding.
        var k = L.Floor((exponent + L.From(0.5)) * L.From(1.0 / 3));
        var j = exponent - L.From(3) * k;
        var isOne = L.IsEqual(j, one);
        var isTwo = L.IsEqual(j, L.From(2));
        var v = m * L.Select(isTwo, L.From(4), L.Select(isOne, L.From(2), one));
        var r = InverseCbrtGuess<L, T>(m) * L.Select(isTwo, L.From(0.6299605249474366), L.Select(isOne, L.From(0.7937005259840998), one));

        // r (1 - e)^(-1/3) = r (1 + e/3 + 2e²/9 + ...) with e = 1 - v r³.
        var e = L.MultiplyAdd(-v * r, r * r, one);
        r = L.MultiplyAdd(r * e, L.MultiplyAdd(e, L.From(2.0 / 9), L.From(1.0 / 3)), r);

        // y - (y³ - v) / 3y², the residual to twice the precision.
        var y = v * (r * r);
        var square = y * y;
        var residual = L.MultiplyAdd(-square, y, v) - L.MultiplyAdd(y, y, -square) * y;
        y = L.MultiplyAdd(residual, r * r * L.From(1.0 / 3), y);

        k -= subnormal & L.From(22);
        y *= TwoTo<L, T>(k + L.From(Rounder<T>()));
        var ordinary = (a > L.Zero) & (a < L.From(double.PositiveInfinity));
        return L.Select(ordinary, CopySign<L, T>(y, x), x);
    }

    /// <summary>√(a² + b²); ∞ if either is infinite, even if the other is NaN.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static L Hypot<L, T>(L a, L b) where L : struct, ILane<L, T> where T : unmanaged, IFloatingPointIeee754<T>
    {
        a = L.Abs(a);
        b = L.Abs(b);
        var longer = L.Select(a > b, a, b);
        var shorter = L.Select(a > b, b, a);

        // Powers of two that keep the larger square in range; the smaller one matters only where it is in range then.
        var large = longer > L.From(Pick<T>(1e18, 1e150));
        var small = longer < L.From(Pick<T>(1e-15, 1e-135));
        var scale = L.Select(large, L.From(Pick<T>(DownSingle, Down)), L.Select(small, L.From(Pick<T>(UpSingle, Up)), L.From(1)));
        var back = L.Select(large, L.From(Pick<T>(1 / DownSingle, 1 / Down)), L.Select(small, L.From(Pick<T>(1 / UpSingle, 1 / Up)), L.From(1)));
        longer *= scale;
        shorter *= scale;
        var y = L.Sqrt(L.MultiplyAdd(longer, longer, shorter * shorter)) * back;
        var infinity = L.From(double.PositiveInfinity);
        return L.Select(L.IsEqual(a, infinity) | L.IsEqual(b, infinity), infinity, y);
    }

    /// <summary>2⁻⁸⁰, 2¹⁰⁰, 2⁻⁶⁰⁰ and 2⁷⁰⁰.</summary>
    private const double DownSingle = 8.271806125530277e-25, UpSingle = 1.2676506002282294e+30, Down = 2.409919865102884e-181, Up = 5.260135901548374e+210;

    /// <summary>1/∛m for 1 ≤ m ≤ 2.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static L InverseCbrtGuess<L, T>(L m) where L : struct, ILane<L, T> where T : unmanaged, IFloatingPointIeee754<T>
    {
        L p;
        if (typeof(T) == typeof(float))
        {
            p = L.From(0.0933904946);
            p = L.MultiplyAdd(p, m, -0.483323693);
            return L.MultiplyAdd(p, m, 1.38817859);
        }

        p = L.From(0.02858742194595232);
        return L.Horner(p, m, -0.22122575275523554, 0.6954782172452784, -1.1728982373518144, 1.670021026790868);
    }
}
