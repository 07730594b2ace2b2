using System.Runtime.CompilerServices;

namespace AutoDiff.Kernels;

/// <summary>The cube root and the hypotenuse.</summary>
internal static partial class Elementary
{
    /// <summary>∛x.</summary>
    /// <remarks>
    /// |x| = 2³ᵏ v with v = 2ʲ m, j from 0 to 2 and m in [¾, 1½). A minimax polynomial gives 1/∛m within 2⁻⁹ (float) or 2⁻¹⁴ (double), one
    /// step of third order and one Newton step on the root itself with an exact residual do the rest.
    /// </remarks>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static L Cbrt<L, T>(L x) where L : struct, ILane<L, T> where T : unmanaged, IFloatingPointIeee754<T>
    {
        var one = L.From(1);
        var a = L.Abs(x);
        var exponent = L.Exponent(a);
        var m = L.Mantissa(a);

        // (exponent + ½) / 3 is never within 1/6 of an integer, so its floor is safe from rounding.
        var k = L.Floor(L.MultiplyAdd(exponent, L.From(1.0 / 3), L.From(1.0 / 6)));
        var j = L.MultiplyAdd(k, L.From(-3), exponent);
        var v = L.ScaleNormal(m, j);
        var r = InverseCbrtGuess<L, T>(m) * L.SelectGreater(j, L.From(1.5), L.From(0.6299605249474366), L.SelectGreater(j, L.From(0.5), L.From(0.7937005259840998), one));

        // r (1 - e)^(-1/3) = r (1 + e/3 + 2e²/9 + ...) with e = 1 - v r³.
        var square = r * r;
        var e = L.MultiplyAdd(-v * r, square, one);
        r = L.MultiplyAdd(r * e, L.MultiplyAdd(e, L.From(2.0 / 9), L.From(1.0 / 3)), r);

        // y - (y³ - v) / 3y², the residual to twice the precision.
        square = r * r;
        var y = v * square;
        var y2 = y * y;
        var residual = L.MultiplyAdd(L.MultiplyAdd(-y, y, y2), y, L.MultiplyAdd(-y2, y, v));
        y = L.ScaleNormal(L.MultiplyAdd(residual, square * L.From(1.0 / 3), y), k);

        // 0, infinity and NaN are their own roots.
        return CopySign<L, T>(L.SelectLess(L.Abs(exponent), L.From(double.PositiveInfinity), y, a), x);
    }

    /// <summary>√(a² + b²); ∞ if either is infinite, even if the other is NaN.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static L Hypot<L, T>(L a, L b) where L : struct, ILane<L, T> where T : unmanaged, IFloatingPointIeee754<T>
    {
        a = L.Abs(a);
        b = L.Abs(b);
        var longer = L.SelectGreater(a, b, a, b);
        var shorter = L.SelectGreater(a, b, b, a);

        // Powers of two that keep the larger square in range; the smaller one matters only where it is in range then.
        var (large, small) = (L.From(Pick<T>(1e18, 1e150)), L.From(Pick<T>(1e-15, 1e-135)));
        var scale = L.SelectGreater(longer, large, L.From(Pick<T>(DownSingle, Down)), L.SelectLess(longer, small, L.From(Pick<T>(UpSingle, Up)), L.From(1)));
        var back = L.SelectGreater(longer, large, L.From(Pick<T>(1 / DownSingle, 1 / Down)), L.SelectLess(longer, small, L.From(Pick<T>(1 / UpSingle, 1 / Up)), L.From(1)));
        longer *= scale;
        shorter *= scale;
        var y = L.Sqrt(L.MultiplyAdd(longer, longer, shorter * shorter)) * back;
        var infinity = L.From(double.PositiveInfinity);
        return L.SelectEqual(a, infinity, a, L.SelectEqual(b, infinity, b, y));
    }

    /// <summary>2⁻⁸⁰, 2¹⁰⁰, 2⁻⁶⁰⁰ and 2⁷⁰⁰.</summary>
    private const double DownSingle = 8.271806125530277e-25, UpSingle = 1.2676506002282294e+30, Down = 2.409919865102884e-181, Up = 5.260135901548374e+210;

    /// <summary>1/∛m for ¾ ≤ m ≤ 1½.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static L InverseCbrtGuess<L, T>(L m) where L : struct, ILane<L, T> where T : unmanaged, IFloatingPointIeee754<T>
    {
        if (typeof(T) == typeof(float)) return L.MultiplyAdd(L.MultiplyAdd(L.From(0.182751596), m, -0.709287226), m, 1.52786446);
        return L.MultiplyAdd(L.From(0.09945601565937688), m, -0.5771942468356009, 1.3608494310004704, -1.7212290859555457, 1.8380802841914359);
    }
}
