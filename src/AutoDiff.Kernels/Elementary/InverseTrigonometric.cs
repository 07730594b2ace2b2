using System.Runtime.CompilerServices;

namespace AutoDiff.Kernels;

/// <summary>The inverse trigonometric functions.</summary>
/// <remarks>
/// The argument is brought into |z| ≤ tan π/8 (arctan) or |z| ≤ ½ (arcsin), where z + z³ P(z²) is minimax for the relative error
/// (Remez exchange in 60 digits), below 2⁻²⁷ for float and 2⁻⁵⁷ for double. Multiples of π are added in two parts.
/// </remarks>
internal static partial class Elementary
{
    /// <summary>arctan x.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static L Atan<L, T>(L x) where L : struct, ILane<L, T> where T : unmanaged, IFloatingPointIeee754<T>
    {
        // arctan a = π/4 + arctan((a - 1) / (a + 1)) = π/2 + arctan(-1 / a).
        var a = L.Abs(x);
        var one = L.From(1);
        var (middle, large) = (L.From(TanEighthTurn), L.From(2.414213562373095));
        var above = L.SelectGreater(a, large, L.From(-1), L.SelectGreater(a, middle, a - one, a));
        var below = L.SelectGreater(a, large, a, L.SelectGreater(a, middle, a + one, one));
        var z = above / below;
        var quarters = L.SelectGreater(a, large, L.From(2), L.SelectGreater(a, middle, one, L.Zero));
        return CopySign<L, T>(AddQuarters<L, T>(quarters, z, ArcTail<L, T>(z)), x);
    }

    /// <summary>The angle of the point (x, y).</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static L Atan2<L, T>(L y, L x) where L : struct, ILane<L, T> where T : unmanaged, IFloatingPointIeee754<T>
    {
        // The angle in the first octant, seen from the longer side.
        var one = L.From(1);
        var a = L.Abs(y);
        var b = L.Abs(x);
        var longer = L.SelectGreater(a, b, a, b);
        var shorter = L.SelectGreater(a, b, b, a);

        // The sum below must not overflow, two infinities are a diagonal, and two zeros have the angle of (1, 0).
        var shrink = L.SelectGreater(longer, L.From(Pick<T>(1e37, 1e307)), L.From(0.25), one);
        var infinity = L.From(double.PositiveInfinity);
        longer = L.SelectEqual(shorter, infinity, one, L.SelectEqual(longer, L.Zero, one, longer * shrink));
        shorter = L.SelectEqual(shorter, infinity, one, shorter * shrink);

        var middle = L.From(TanEighthTurn) * longer;
        var z = L.SelectGreater(shorter, middle, shorter - longer, shorter) / L.SelectGreater(shorter, middle, shorter + longer, longer);
        var tail = ArcTail<L, T>(z);
        var quarters = L.SelectGreater(shorter, middle, one, L.Zero);

        // Mirrored at the diagonal for a steep point, then at the y axis for one on the left; -0 counts as left.
        var left = CopySign<L, T>(one, x);
        quarters = L.SelectGreater(a, b, L.From(2) - quarters, quarters);
        quarters = L.SelectLess(left, L.Zero, L.From(4) - quarters, quarters);
        var mirror = L.Xor(L.SelectGreater(a, b, L.From(-0.0), L.Zero), left) & L.From(-0.0);
        var angle = AddQuarters<L, T>(quarters, L.Xor(z, mirror), L.Xor(tail, mirror));
        return CopySign<L, T>(L.SelectEqual(x, x, L.SelectEqual(y, y, angle, y), x), y);
    }

    /// <summary>arcsin x.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static L Asin<L, T>(L x) where L : struct, ILane<L, T> where T : unmanaged, IFloatingPointIeee754<T>
    {
        // Above ½, arcsin a = π/2 - 2 arcsin √((1 - a) / 2), where 1 - a is exact; NaN beyond 1 comes from the root.
        var half = L.From(0.5);
        var a = L.Abs(x);
        var w = L.SelectGreater(a, half, L.MultiplyAdd(-half, a, 0.5), a * a);
        var z = L.SelectGreater(a, half, L.From(-2) * L.Sqrt(w), a);
        var tail = z * (w * AsinPolynomial<L, T>(w));
        var quarters = L.SelectGreater(a, half, L.From(2), L.Zero);
        return CopySign<L, T>(AddQuarters<L, T>(quarters, z, tail), x);
    }

    /// <summary>arccos x.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static L Acos<L, T>(L x) where L : struct, ILane<L, T> where T : unmanaged, IFloatingPointIeee754<T>
    {
        // arccos x = π/2 - arcsin x up to ½; beyond, 2 arcsin √((1 - x) / 2), mirrored for negative x.
        var half = L.From(0.5);
        var a = L.Abs(x);
        var w = L.SelectGreater(a, half, L.MultiplyAdd(-half, a, 0.5), a * a);
        var z = L.SelectGreater(a, half, CopySign<L, T>(L.Sqrt(w) + L.Sqrt(w), x), -x);
        var tail = z * (w * AsinPolynomial<L, T>(w));
        var quarters = L.SelectGreater(a, half, L.SelectLess(x, L.Zero, L.From(4), L.Zero), L.From(2));
        return AddQuarters<L, T>(quarters, z, tail);
    }

    private const double TanEighthTurn = 0.41421356237309503;

    /// <summary>quarters · π/4 + z + tail, for 0 to 4 quarters.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static L AddQuarters<L, T>(L quarters, L z, L tail) where L : struct, ILane<L, T> where T : unmanaged, IFloatingPointIeee754<T>
    {
        var quarterTurn = L.From(Pick<T>(0.7853981852531433, 0.7853981633974483));
        var high = quarters * quarterTurn;
        var low = L.MultiplyAdd(quarters, L.From(Pick<T>(-2.1855694143368964e-08, 3.061616997868383e-17)), L.MultiplyAdd(quarters, quarterTurn, -high));
        return high + (z + (tail + low));
    }

    /// <summary>arctan z - z for |z| ≤ tan π/8.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static L ArcTail<L, T>(L z) where L : struct, ILane<L, T> where T : unmanaged, IFloatingPointIeee754<T>
    {
        var w = z * z;
        return z * w * AtanPolynomial<L, T>(w);
    }

    /// <summary>(arctan √w - √w) / w^(3/2).</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static L AtanPolynomial<L, T>(L w) where L : struct, ILane<L, T> where T : unmanaged, IFloatingPointIeee754<T>
    {
        L p;
        if (typeof(T) == typeof(float))
        {
            p = L.From(-0.0607898124);
            return L.MultiplyAdd(p, w, 0.10594359, -0.14243646, 0.199984804, -0.333333164);
        }

        p = L.From(-0.0178923949363855);
        p = L.MultiplyAdd(p, w, 0.03805156142846055, -0.05038814479183144, 0.0584778537220077, -0.06663090442980474);
        p = L.MultiplyAdd(p, w, 0.07692059077726139, -0.0909089769715796, 0.11111110781470479, -0.14285714280159115);
        p = L.MultiplyAdd(p, w, 0.19999999999953239);
        return L.MultiplyAdd(p, w, -0.333333333333332);
    }

    /// <summary>(arcsin √w - √w) / w^(3/2).</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static L AsinPolynomial<L, T>(L w) where L : struct, ILane<L, T> where T : unmanaged, IFloatingPointIeee754<T>
    {
        L p;
        if (typeof(T) == typeof(float))
        {
            p = L.From(0.0422173142);
            return L.MultiplyAdd(p, w, 0.0241485909, 0.0454768389, 0.0749524459, 0.166667536);
        }

        p = L.From(0.032676900478002355);
        p = L.MultiplyAdd(p, w, -0.021077307852299068, 0.021763509257651487, 0.0036830380685614365, 0.01078653009766127);
        p = L.MultiplyAdd(p, w, 0.011397775778206628, 0.013980961483716995, 0.017351600088151002, 0.02237221566059406);
        return L.MultiplyAdd(p, w, 0.030381942683602472, 0.04464285717512123, 0.07499999999970261, 0.16666666666666763);
    }
}
