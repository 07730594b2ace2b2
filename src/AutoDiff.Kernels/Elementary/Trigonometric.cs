using System.Runtime.CompilerServices;

namespace AutoDiff.Kernels;

/// <summary>Sine, cosine and tangent.</summary>
/// <remarks>
/// x = n π/2 + r + c with |r| ≤ π/4 and c what the rounding of r lost; the quadrant n says which of ±sin and ±cos of r is asked for.
/// π/2 is taken in three parts (Cody and Waite), enough up to <see cref="Near{T}"/>; numbers beyond go through the base library one by one.
/// The polynomials are minimax for the relative error (Remez exchange in 60 digits), below 2⁻²⁷ for float and 2⁻⁵⁷ for double.
/// </remarks>
internal static partial class Elementary
{
    /// <summary>sin x.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static L Sin<L, T>(L x) where L : struct, ILane<L, T> where T : unmanaged, IFloatingPointIeee754<T>
    {
        var quadrant = Quadrant<L, T>(x, out var r, out var c);
        var y = SinOrCos<L, T>(r, c, quadrant);

        // The sum loses the sign of -0.
        y = L.SelectEqual(x, L.Zero, x, y);
        return L.Any(L.Abs(x) > L.From(Near<T>())) ? L.SelectGreater(L.Abs(x), L.From(Near<T>()), Each<SinFunction, L, T>(x), y) : y;
    }

    /// <summary>cos x.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static L Cos<L, T>(L x) where L : struct, ILane<L, T> where T : unmanaged, IFloatingPointIeee754<T>
    {
        // cos x = sin(x + π/2): one quadrant further.
        var quadrant = Quadrant<L, T>(x, out var r, out var c);
        var y = SinOrCos<L, T>(r, c, L.AddBits(quadrant, L.FromBits(1)));
        return L.Any(L.Abs(x) > L.From(Near<T>())) ? L.SelectGreater(L.Abs(x), L.From(Near<T>()), Each<CosFunction, L, T>(x), y) : y;
    }

    /// <summary>tan x.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static L Tan<L, T>(L x) where L : struct, ILane<L, T> where T : unmanaged, IFloatingPointIeee754<T>
    {
        // tan(r + c) ≈ tan r + c (1 + tan² r), and -1 / tan in the odd quadrants.
        var quadrant = Quadrant<L, T>(x, out var r, out var c);
        var z = r * r;
        var rest = r * z * TanPolynomial<L, T>(z);
        var tan = r + rest;
        tan = r + L.MultiplyAdd(c, L.MultiplyAdd(tan, tan, 1), rest);
        var odd = L.SubtractBits(L.Zero, quadrant & L.FromBits(1));
        var y = L.Select(odd, L.From(-1) / tan, tan);

        // The sum loses the sign of -0.
        y = L.SelectEqual(x, L.Zero, x, y);
        return L.Any(L.Abs(x) > L.From(Near<T>())) ? L.SelectGreater(L.Abs(x), L.From(Near<T>()), Each<TanFunction, L, T>(x), y) : y;
    }

    /// <summary>The largest number reduced in the register: n π/2 must be as good as exact in three parts.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static double Near<T>() => Pick<T>(65536, 67108864);

    /// <summary>The n of x = n π/2 + r + c, modulo 4 in its low bits.</summary>
    /// <remarks>
    /// The first product cancels against x without an error, the second is subtracted together with its own rounding error; x - n p₁ is
    /// a multiple of the last bit of p₁, which exceeds that of n p₂, so the error of the difference is exact too.
    /// </remarks>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static L Quadrant<L, T>(L x, out L r, out L c) where L : struct, ILane<L, T> where T : unmanaged, IFloatingPointIeee754<T>
    {
        var quadrant = L.MultiplyAdd(x, L.From(0.6366197723675814), L.From(Rounder<T>()));
        var n = quadrant - L.From(Rounder<T>());
        var first = L.MultiplyAdd(n, L.From(-Pick<T>(1.5707963705062866, 1.5707963267948966)), x);
        var second = n * L.From(Pick<T>(-4.371138828673793e-08, 6.123233995736766e-17));
        var lost = L.MultiplyAdd(n, L.From(Pick<T>(-4.371138828673793e-08, 6.123233995736766e-17)), -second);
        r = first - second;
        c = L.MultiplyAdd(n, L.From(-Pick<T>(-1.7151245100058819e-15, -1.4973849048591698e-33)), first - r - second - lost);
        return quadrant;
    }

    /// <summary>sin(r + c + n π/2).</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static L SinOrCos<L, T>(L r, L c, L quadrant) where L : struct, ILane<L, T> where T : unmanaged, IFloatingPointIeee754<T>
    {
        var z = r * r;
        var half = L.From(0.5) * z;
        var rest = L.From(1) - half;
        var sin = r + L.MultiplyAdd(r * z, SinPolynomial<L, T>(z), c * rest);
        var cos = rest + (L.From(1) - rest - half + L.MultiplyAdd(z * z, CosPolynomial<L, T>(z), -(r * c)));

        // Odd quadrants take the cosine; 0 - 1 as integers is a mask of ones. The quadrants 2 and 3 change the sign.
        var odd = L.SubtractBits(L.Zero, quadrant & L.FromBits(1));
        var sign = L.ShiftLeft(quadrant, SignPlaces<T>()) & L.From(-0.0);
        return L.Xor(L.Select(odd, cos, sin), sign);
    }

    /// <summary>The distance from bit 1 to the sign bit.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static int SignPlaces<T>() => typeof(T) == typeof(float) ? 30 : 62;

    /// <summary>(sin √z - √z) / z^(3/2).</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static L SinPolynomial<L, T>(L z) where L : struct, ILane<L, T> where T : unmanaged, IFloatingPointIeee754<T>
    {
        L p;
        if (typeof(T) == typeof(float))
        {
            p = L.From(-0.000195166518);
            p = L.MultiplyAdd(p, z, 0.00833217334);
            return L.MultiplyAdd(p, z, -0.166666552);
        }

        p = L.From(-7.578625493448431e-13);
        p = L.MultiplyAdd(p, z, 1.6058365193239315e-10, -2.50521049005403e-08, 2.755731921414886e-06, -0.0001984126984125499);
        p = L.MultiplyAdd(p, z, 0.008333333333333323);
        return L.MultiplyAdd(p, z, -0.16666666666666666);
    }

    /// <summary>(cos √z - 1 + z/2) / z².</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static L CosPolynomial<L, T>(L z) where L : struct, ILane<L, T> where T : unmanaged, IFloatingPointIeee754<T>
    {
        L p;
        if (typeof(T) == typeof(float))
        {
            p = L.From(2.44324128e-05);
            p = L.MultiplyAdd(p, z, -0.00138873095);
            return L.MultiplyAdd(p, z, 0.0416666456);
        }

        p = L.From(-1.1358312159131809e-11);
        p = L.MultiplyAdd(p, z, 2.0875696625337446e-09, -2.7557314149213714e-07, 2.480158728875117e-05, -0.0013888888888872902);
        return L.MultiplyAdd(p, z, 0.041666666666666595);
    }

    /// <summary>(tan √z - √z) / z^(3/2).</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static L TanPolynomial<L, T>(L z) where L : struct, ILane<L, T> where T : unmanaged, IFloatingPointIeee754<T>
    {
        L p;
        if (typeof(T) == typeof(float))
        {
            p = L.From(0.00442436617);
            p = L.MultiplyAdd(p, z, -1.11737954e-05, 0.010918227, 0.0212490316, 0.054066658);
            p = L.MultiplyAdd(p, z, 0.133326009);
            return L.MultiplyAdd(p, z, 0.333333522);
        }

        p = L.From(9.84079957650628e-06);
        p = L.MultiplyAdd(p, z, -2.4470845811126935e-05, 4.9053693599845154e-05, -2.6160399992067365e-05, 6.766076196574838e-05);
        p = L.MultiplyAdd(p, z, 8.330438960998075e-05, 0.00024385642376085014, 0.0005888331803304665, 0.0014560522652662606);
        p = L.MultiplyAdd(p, z, 0.003592099867922975, 0.008863238026602866, 0.02186948839238449, 0.05396825397317627);
        p = L.MultiplyAdd(p, z, 0.13333333333324798);
        return L.MultiplyAdd(p, z, 0.33333333333333387);
    }
}
