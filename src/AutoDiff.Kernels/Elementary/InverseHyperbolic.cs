using System.Runtime.CompilerServices;

namespace AutoDiff.Kernels;

/// <summary>The inverse hyperbolic functions: logarithms of a sum that is kept to twice the precision.</summary>
/// <remarks>
/// An argument near 1 leaves the logarithm only the digits that the argument has beyond the 1, so its rounding error is computed as well
/// (exact sums after Knuth and Dekker, exact products by the fused multiply-add). Large arguments drop the 1: arsinh and arcosh become ln 2x.
/// </remarks>
internal static partial class Elementary
{
    /// <summary>arsinh x = ln(x + √(x² + 1)).</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static L Asinh<L, T>(L x) where L : struct, ILane<L, T> where T : unmanaged, IFloatingPointIeee754<T>
    {
        var a = L.Abs(x);
        var one = L.From(1);
        var square = a * a;
        var sum = square + one;
        var back = sum - one;
        var lost = (one - (sum - back)) + (square - back) + L.MultiplyAdd(a, a, -square);
        var root = L.Sqrt(sum);
        var high = root + a;
        var low = a - (high - root) + (L.MultiplyAdd(-root, root, sum) + lost) / (root + root);

        var large = L.From(Large<T>());
        var y = LogOfSum<L, T>(L.SelectGreater(a, large, a, high), L.SelectGreater(a, large, L.Zero, low), L.SelectGreater(a, large, one, L.Zero));
        y = L.SelectGreater(a, L.From(Small<T>()), y, a);
        return CopySign<L, T>(L.SelectLess(a, L.From(double.PositiveInfinity), y, a), x);
    }

    /// <summary>arcosh x = ln(x + √(x² - 1)); NaN below 1.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static L Acosh<L, T>(L x) where L : struct, ILane<L, T> where T : unmanaged, IFloatingPointIeee754<T>
    {
        var one = L.From(1);
        var square = x * x;
        var difference = square - one;
        var lost = (square - difference - one) + L.MultiplyAdd(x, x, -square);
        var root = L.Sqrt(difference);
        var high = x + root;
        var correction = (L.MultiplyAdd(-root, root, difference) + lost) / (root + root);
        var low = root - (high - x) + L.SelectGreater(difference, L.Zero, correction, L.Zero);

        var large = L.From(Large<T>());
        var y = LogOfSum<L, T>(L.SelectGreater(x, large, x, high), L.SelectGreater(x, large, L.Zero, low), L.SelectGreater(x, large, one, L.Zero));
        y = L.SelectLess(x, L.From(double.PositiveInfinity), y, x);
        return L.SelectLess(x, one, L.From(double.NaN), y);
    }

    /// <summary>artanh x = ½ ln((1 + x) / (1 - x)); ±∞ at ±1, NaN beyond.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static L Atanh<L, T>(L x) where L : struct, ILane<L, T> where T : unmanaged, IFloatingPointIeee754<T>
    {
        var a = L.Abs(x);
        var one = L.From(1);
        var above = one + a;
        var below = one - a;
        var high = above / below;

        // Each sum has lost (1 - sum) ± a; the quotient of the lost parts and of its own remainder follows to first order.
        var lost = L.MultiplyAdd(-high, below, above) + (one - above + a) - high * (one - below - a);
        var y = L.From(0.5) * LogOfSum<L, T>(high, lost / below, L.Zero);
        y = L.SelectGreater(a, L.From(Small<T>()), y, a);
        y = L.SelectLess(a, one, y, L.SelectEqual(a, one, L.From(double.PositiveInfinity), L.From(double.NaN)));
        return CopySign<L, T>(y, x);
    }

    /// <summary>From here on 1 is less than half a unit in the last place of x².</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static double Large<T>() => Pick<T>(8192, 268435456);

    /// <summary>Up to here x³/3 is less than half a unit in the last place of x.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static double Small<T>() => Pick<T>(0.000244140625, 7.450580596923828e-09);
}
