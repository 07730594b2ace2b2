namespace AutoDiff.Checking;

/// <summary>A complex number as rule arithmetic, so that a rule can be evaluated at x + ih.</summary>
/// <remarks>
/// <para>
/// Each function is computed by its own complex formula, not by its derivative, and in a form in which a tiny imaginary part keeps its
/// digits. Comparisons, |x| and the like look at the real part alone, which continues each branch of a function beyond the real line.
/// </para>
/// <para>
/// Squire and Trapp 1998, "Using complex variables to estimate derivatives of real functions"; the inverse functions after Kahan 1987,
/// "Branch cuts for complex elementary functions". The special functions have no such formula here and are refused.
/// </para>
/// </remarks>
internal readonly record struct ComplexNumber(double Real, double Imaginary) : IReal<ComplexNumber>
{
    public static ComplexNumber From(double value) => new(value, 0);

    public static ComplexNumber operator +(ComplexNumber a, ComplexNumber b) => new(a.Real + b.Real, a.Imaginary + b.Imaginary);

    public static ComplexNumber operator -(ComplexNumber a, ComplexNumber b) => new(a.Real - b.Real, a.Imaginary - b.Imaginary);

    public static ComplexNumber operator *(ComplexNumber a, ComplexNumber b)
        => new(a.Real * b.Real - a.Imaginary * b.Imaginary, a.Real * b.Imaginary + a.Imaginary * b.Real);

    public static ComplexNumber operator /(ComplexNumber a, ComplexNumber b)
    {
        // With the ratio taken first nothing overflows; the imaginary part is the small one (Smith 1962).
        var ratio = b.Imaginary / b.Real;
        var denominator = b.Real + b.Imaginary * ratio;
        return new ComplexNumber((a.Real + a.Imaginary * ratio) / denominator, (a.Imaginary - a.Real * ratio) / denominator);
    }

    public static ComplexNumber operator -(ComplexNumber x) => new(-x.Real, -x.Imaginary);

    public static ComplexNumber operator >(ComplexNumber a, ComplexNumber b) => Mask(a.Real > b.Real);

    public static ComplexNumber operator <(ComplexNumber a, ComplexNumber b) => Mask(a.Real < b.Real);

    public static ComplexNumber operator >=(ComplexNumber a, ComplexNumber b) => Mask(a.Real >= b.Real);

    public static ComplexNumber operator <=(ComplexNumber a, ComplexNumber b) => Mask(a.Real <= b.Real);

    public static ComplexNumber IsEqual(ComplexNumber a, ComplexNumber b) => Mask(a.Real == b.Real);

    public static ComplexNumber operator &(ComplexNumber a, ComplexNumber b) => Mask(a.Real != 0 && b.Real != 0);

    public static ComplexNumber operator |(ComplexNumber a, ComplexNumber b) => Mask(a.Real != 0 || b.Real != 0);

    public static ComplexNumber operator ~(ComplexNumber mask) => Mask(mask.Real == 0);

    public static ComplexNumber Select(ComplexNumber mask, ComplexNumber a, ComplexNumber b) => mask.Real != 0 ? a : b;

    public static ComplexNumber Map<R>(R rule, ComplexNumber x) where R : struct, IRule => rule.Value(x);

    public static ComplexNumber Abs(ComplexNumber x) => x.Real < 0 ? -x : x;

    public static ComplexNumber Floor(ComplexNumber x) => From(Math.Floor(x.Real));

    public static ComplexNumber Ceiling(ComplexNumber x) => From(Math.Ceiling(x.Real));

    public static ComplexNumber Round(ComplexNumber x) => From(Math.Round(x.Real));

    public static ComplexNumber Truncate(ComplexNumber x) => From(Math.Truncate(x.Real));

    public static ComplexNumber Sqrt(ComplexNumber x)
    {
        var root = Math.Sqrt((x.Real + double.Hypot(x.Real, x.Imaginary)) / 2);
        return x.Real < 0 ? From(double.NaN) : new ComplexNumber(root, x.Imaginary / (2 * root));
    }

    public static ComplexNumber Cbrt(ComplexNumber x)
    {
        if (x.Real < 0) return -Cbrt(-x);
        var (sin, cos) = Math.SinCos(Math.Atan2(x.Imaginary, x.Real) / 3);
        var size = Math.Cbrt(double.Hypot(x.Real, x.Imaginary));
        return new ComplexNumber(size * cos, size * sin);
    }

    public static ComplexNumber Exp(ComplexNumber x)
    {
        var (sin, cos) = Math.SinCos(x.Imaginary);
        return new ComplexNumber(Math.Exp(x.Real) * cos, Math.Exp(x.Real) * sin);
    }

    public static ComplexNumber Exp2(ComplexNumber x) => Exp(x * From(Math.Log(2)));

    public static ComplexNumber Expm1(ComplexNumber x)
    {
        // eᵃ cos b - 1 = (eᵃ - 1) cos b - 2 sin²(b/2).
        var half = Math.Sin(x.Imaginary / 2);
        return new ComplexNumber(ExpM1(x.Real) * Math.Cos(x.Imaginary) - 2 * half * half, Math.Exp(x.Real) * Math.Sin(x.Imaginary));
    }

    public static ComplexNumber Log(ComplexNumber x)
        => x.Real < 0 ? From(double.NaN) : new ComplexNumber(Math.Log(double.Hypot(x.Real, x.Imaginary)), Math.Atan2(x.Imaginary, x.Real));

    public static ComplexNumber Log2(ComplexNumber x) => Log(x) / From(Math.Log(2));

    public static ComplexNumber Log10(ComplexNumber x) => Log(x) / From(Math.Log(10));

    public static ComplexNumber Log1p(ComplexNumber x) => x.Real < -1 ? From(double.NaN)
        : new ComplexNumber(LogP1(x.Real * (2 + x.Real) + x.Imaginary * x.Imaginary) / 2, Math.Atan2(x.Imaginary, 1 + x.Real));

    public static ComplexNumber Pow(ComplexNumber a, ComplexNumber b)
    {
        if (a.Real >= 0) return Exp(b * Log(a));

        // A negative number has real powers for whole exponents only.
        if (b.Imaginary != 0 || b.Real != Math.Round(b.Real)) return From(double.NaN);
        var power = Exp(b * Log(-a));
        return Math.IEEERemainder(b.Real, 2) == 0 ? power : -power;
    }

    public static ComplexNumber Fmod(ComplexNumber a, ComplexNumber b)
        => new(a.Real % b.Real, (a - b * From(Math.Truncate((a.Real - a.Real % b.Real) / b.Real))).Imaginary);

    public static ComplexNumber Hypot(ComplexNumber a, ComplexNumber b) => Sqrt(a * a + b * b);

    public static ComplexNumber Sin(ComplexNumber x)
    {
        var (sin, cos) = Math.SinCos(x.Real);
        return new ComplexNumber(sin * Math.Cosh(x.Imaginary), cos * Math.Sinh(x.Imaginary));
    }

    public static ComplexNumber Cos(ComplexNumber x)
    {
        var (sin, cos) = Math.SinCos(x.Real);
        return new ComplexNumber(cos * Math.Cosh(x.Imaginary), -sin * Math.Sinh(x.Imaginary));
    }

    public static ComplexNumber Tan(ComplexNumber x) => Sin(x) / Cos(x);

    public static ComplexNumber Asin(ComplexNumber x)
    {
        ComplexNumber below = Sqrt(One - x), above = Sqrt(One + x);
        return new ComplexNumber(Math.Atan2(x.Real, (below * above).Real), Math.Asinh((Conjugate(below) * above).Imaginary));
    }

    public static ComplexNumber Acos(ComplexNumber x) => From(Math.PI / 2) - Asin(x);

    public static ComplexNumber Atan(ComplexNumber x)
    {
        var (a, b) = (x.Real, x.Imaginary);
        return new ComplexNumber(Math.Atan2(2 * a, (1 - a) * (1 + a) - b * b) / 2, LogP1(4 * b / (a * a + (1 - b) * (1 - b))) / 4);
    }

    public static ComplexNumber Atan2(ComplexNumber y, ComplexNumber x)
    {
        // The quotient whose divisor is the larger, from the half-axis on which the point lies.
        if (Math.Abs(x.Real) < Math.Abs(y.Real)) return From(Math.CopySign(Math.PI / 2, y.Real)) - Atan(x / y);
        return Atan(y / x) + From(x.Real < 0 ? Math.CopySign(Math.PI, y.Real) : 0);
    }

    public static ComplexNumber Sinh(ComplexNumber x) => new(Math.Sinh(x.Real) * Math.Cos(x.Imaginary), Math.Cosh(x.Real) * Math.Sin(x.Imaginary));

    public static ComplexNumber Cosh(ComplexNumber x) => new(Math.Cosh(x.Real) * Math.Cos(x.Imaginary), Math.Sinh(x.Real) * Math.Sin(x.Imaginary));

    public static ComplexNumber Tanh(ComplexNumber x)
    {
        // (1 - e) / (1 + e) with e = exp(-2x) on the side where it does not overflow.
        if (x.Real < 0) return -Tanh(-x);
        var fall = Expm1(From(-2) * x);
        return -fall / (fall + From(2));
    }

    public static ComplexNumber Asinh(ComplexNumber x) => x.Real < 0 ? -Asinh(-x) : Log(x + Sqrt(x * x + One));

    public static ComplexNumber Acosh(ComplexNumber x) => Log(x + Sqrt(x - One) * Sqrt(x + One));

    public static ComplexNumber Atanh(ComplexNumber x) => (Log1p(x) - Log1p(-x)) * From(0.5);

    public static ComplexNumber Erf(ComplexNumber x) => throw Refused("erf");

    public static ComplexNumber Erfc(ComplexNumber x) => throw Refused("erfc");

    public static ComplexNumber ErfInv(ComplexNumber x) => throw Refused("erfinv");

    public static ComplexNumber LogGamma(ComplexNumber x) => throw Refused("log_gamma");

    public static ComplexNumber Polygamma(int n, ComplexNumber x) => throw Refused("polygamma");

    public static ComplexNumber BesselI0(ComplexNumber x) => throw Refused("bessel_i0");

    public static ComplexNumber BesselI0e(ComplexNumber x) => throw Refused("bessel_i0e");

    public static ComplexNumber BesselI1(ComplexNumber x) => throw Refused("bessel_i1");

    public static ComplexNumber BesselI1e(ComplexNumber x) => throw Refused("bessel_i1e");

    private static ComplexNumber One => From(1);

    private static ComplexNumber Mask(bool holds) => From(holds ? 1 : 0);

    private static ComplexNumber Conjugate(ComplexNumber x) => x with { Imaginary = -x.Imaginary };

    /// <summary>ln(1 + x): what 1 + x rounds away is put back as a factor (Kahan). The base library's drops it.</summary>
    private static double LogP1(double x)
    {
        var u = 1 + x;
        return u == 1 ? x : Math.Log(u) * x / (u - 1);
    }

    /// <summary>eˣ - 1 in the same way.</summary>
    private static double ExpM1(double x)
    {
        var u = Math.Exp(x);
        return u == 1 ? x : u - 1 is var less && less == -1 ? -1 : double.IsInfinity(u) ? u : less * x / Math.Log(u);
    }

    private static NotSupportedException Refused(string function) => new($"complex step: {function} has no complex formula here.");
}
