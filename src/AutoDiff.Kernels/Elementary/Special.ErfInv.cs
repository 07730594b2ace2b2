namespace AutoDiff.Kernels;

internal static partial class Special
{
    /// <summary>The inverse of erf on (-1, 1); ±∞ at ±1, NaN beyond.</summary>
    /// <remarks>
    /// A closed-form guess within 0.4 % (Winitzki 2008, "A handy approximation for the error function and its inverse"), then three
    /// steps of Halley's method, each of which cubes the error. Far in the tail, where erfc is steep, it takes all three.
    /// </remarks>
    public static double ErfInv(double x)
    {
        var a = Math.Abs(x);
        if (!(a < 1)) return a == 1 ? x * double.PositiveInfinity : double.NaN;

        // Below this x the series of erf ends with its first term.
        if (a < 1e-9) return x * HalfSqrtPi;

        const double C = 0.147;
        var log = Log1p(-a * a);
        var half = 2 / (Math.PI * C) + log / 2;
        var y = Math.Sqrt(Math.Sqrt(half * half - log / C) - half);
        for (var step = 0; step < 3; step++)
        {
            // Towards 1 erf has lost what erfc still has, and 1 - a is exact from ½ on.
            var miss = a < 0.5 ? Erf(y) - a : 1 - a - Erfc(y);
            var newton = miss * HalfSqrtPi * Math.Exp(y * y);
            y -= newton / (1 + y * newton);
        }

        return Math.CopySign(y, x);
    }

    private const double HalfSqrtPi = 0.8862269254527580;
}
