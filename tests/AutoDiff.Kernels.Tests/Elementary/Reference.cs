namespace AutoDiff.Kernels.Tests.Elementary;

/// <summary>Functions in double precision by other formulas than the library's, good to 1e-12: references for float.</summary>
internal static class Reference
{
    public static double Expm1(double x) =>
        Math.Abs(x) < 1e-3 ? x * (1 + x / 2 * (1 + x / 3 * (1 + x / 4 * (1 + x / 5)))) : Math.Exp(x) - 1;

    public static double Log1p(double x) =>
        Math.Abs(x) < 1e-3 ? x * (1 - x * (1.0 / 2 - x * (1.0 / 3 - x * (1.0 / 4 - x * (1.0 / 5 - x / 6))))) : Math.Log(1 + x);

    /// <summary>Kummer's series 2/√π exp(-x²) Σ 2ⁿ x²ⁿ⁺¹ / (2n + 1)!!, whose terms are all of one sign.</summary>
    public static double Erf(double x)
    {
        if (Math.Abs(x) > 6) return Math.Sign(x);
        if (double.IsNaN(x)) return x;
        var term = x;
        var sum = x;
        for (var n = 1; n < 200; n++) sum += term *= 2 * x * x / (2 * n + 1);
        return 2 / Math.Sqrt(Math.PI) * Math.Exp(-x * x) * sum;
    }

    /// <summary>Laplace's continued fraction exp(-x²)/√π · 1/(x + ½/(x + 1/(x + 3/2/(x + ...)))) in the tail.</summary>
    public static double Erfc(double x)
    {
        if (x < 2 || double.IsNaN(x)) return 1 - Erf(x);
        if (x > 40) return 0;
        var fraction = x;
        for (var n = 200; n >= 1; n--) fraction = x + n / 2.0 / fraction;
        return Math.Exp(-x * x) / Math.Sqrt(Math.PI) / fraction;
    }

    /// <summary>The series Σ (x/2)²ᵏ⁺ⁿ / (k! (k + n)!), whose terms are all positive; times exp(-|x|).</summary>
    public static double BesselScaled(int n, double x)
    {
        var a = Math.Abs(x);
        if (double.IsNaN(a) || a > 600) return a > 600 ? Asymptote(n, x) : a;
        var term = (n == 0 ? 1 : a / 2) * Math.Exp(-a);
        var sum = term;
        for (var k = 1; k < 1000; k++) sum += term *= a / 2 * (a / 2) / (k * (double)(k + n));
        return n == 0 ? sum : Math.CopySign(sum, x);
    }

    /// <summary>Hankel's expansion, cut after the term in 1/x³.</summary>
    private static double Asymptote(int n, double x)
    {
        var a = Math.Abs(x);
        double m = 4 * n * n;
        var sum = 1 - (m - 1) / (8 * a) + (m - 1) * (m - 9) / (128 * a * a) - (m - 1) * (m - 9) * (m - 25) / (3072 * a * a * a);
        sum /= Math.Sqrt(2 * Math.PI * a);
        return n == 0 ? sum : Math.CopySign(sum, x);
    }
}
