using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace AutoDiff.Kernels;

/// <summary>Sine and cosine of one number by one reduction, for the scalar engine, which wants a function together with its slope.</summary>
internal static partial class Elementary
{
    /// <summary>sin x and cos x, each within 1 unit in the last place.</summary>
    /// <remarks>Takes the time of one of the two in the base library, whose larger part is the reduction. Same reduction and polynomials as for registers.</remarks>
    [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization)]
    public static (double Sin, double Cos) SinCos(double x)
    {
        // Up to π/4 nothing has to be reduced. The sum loses the sign of -0. NaN goes to the base library.
        if (double.Abs(x) <= 0.7853981633974483) return x == 0 ? (x, 1) : SinCosOfRemainder(Of(x), Lane128<double>.Zero);
        if (!(double.Abs(x) <= Near<double>())) return double.SinCos(x);
        var quadrant = (long)Quadrant<Lane128<double>, double>(Of(x), out var r, out var c).Value.AsUInt64().ToScalar();
        var (sin, cos) = SinCosOfRemainder(r, c);

        // An odd quadrant swaps the two and the quadrants 2 and 3 turn both signs: selects, since the quadrant is hard to foretell.
        var isOdd = (quadrant & 1) != 0;
        var (y, z) = (isOdd ? cos : sin, isOdd ? -sin : cos);
        var sign = (quadrant & 2) << 62;
        return (BitConverter.Int64BitsToDouble(BitConverter.DoubleToInt64Bits(y) ^ sign), BitConverter.Int64BitsToDouble(BitConverter.DoubleToInt64Bits(z) ^ sign));
    }

    /// <summary>sin(r + c) and cos(r + c).</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static (double Sin, double Cos) SinCosOfRemainder(Lane128<double> r, Lane128<double> c)
    {
        var z = r * r;
        var half = Of(0.5) * z;
        var rest = Of(1) - half;
        var sin = r + Lane128<double>.MultiplyAdd(r * z, SinPolynomial<Lane128<double>, double>(z), c * rest);
        var cos = rest + (Of(1) - rest - half + Lane128<double>.MultiplyAdd(z * z, CosPolynomial<Lane128<double>, double>(z), -(r * c)));
        return (sin.Value.ToScalar(), cos.Value.ToScalar());
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Lane128<double> Of(double x) => new() { Value = Vector128.Create(x) };
}
