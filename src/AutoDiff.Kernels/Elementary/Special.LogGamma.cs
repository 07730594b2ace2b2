namespace AutoDiff.Kernels;

internal static partial class Special
{
    /// <summary>ln |Γ(x)|; +∞ at the poles 0, -1, -2, ... and at ±∞.</summary>
    /// <remarks>
    /// Near 2 a polynomial for ln Γ(2 + t) / t, |t| ≤ ½ (minimax for the relative error, Remez exchange in 50 digits, below 2⁻⁵⁵); it is carried to
    /// 0 &lt; x &lt; 8 by Γ(x + 1) = x Γ(x), which keeps the zeros at 1 and 2. From 8 on Stirling's series. Below 0 the reflection
    /// |Γ(x) Γ(-x)| = π / |x sin πx|; near the zeros there the error is absolute, about 1e-16 of ln Γ(-x).
    /// </remarks>
    public static double LogGamma(double x)
    {
        if (double.IsNaN(x)) return x;
        if (double.IsInfinity(x)) return double.PositiveInfinity;
        if (x <= 0)
        {
            var f = Math.Abs(x - Math.Round(x));
            if (f == 0) return double.PositiveInfinity;

            // Tiny x: x sin πx would underflow, and Γ(x) ≈ 1/x.
            if (x > -1e-17) return -Math.Log(-x);
            return Math.Log(Math.PI / (-x * Math.Sin(Math.PI * f))) - LogGamma(-x);
        }

        if (x < 1e-17) return -Math.Log(x);
        if (x < 0.5) return LogGammaNearTwo(x) - Math.Log(x * (x + 1));
        if (x < 1.5) return LogGammaNearTwo(x - 1) - Math.Log(x);
        if (x >= 8) return LogGammaFar(x);

        var product = 1.0;
        while (x > 2.5) product *= --x;
        return LogGammaNearTwo(x - 2) + Math.Log(product);
    }

    /// <summary>ln Γ(2 + t) for |t| ≤ ½.</summary>
    private static double LogGammaNearTwo(double t)
    {
        ReadOnlySpan<double> coefficients =
        [
            2.9772280176116916e-07,
            -5.806201513775132e-07,
            8.998792688182091e-07,
            -1.974819062605878e-06,
            4.393532991092634e-06,
            -9.456081645412062e-06,
            2.050354051789336e-05,
            -4.492377140739549e-05,
            9.945794474326881e-05,
            -0.00022315497231406272,
            0.000509669495061515,
            -0.0011927539013267673,
            0.002890510331844204,
            -0.007385551028925251,
            0.020580808427765905,
            -0.06735230105319576,
            0.3224670334241133,
            0.42278433509846713,
        ];
        var p = 0.0;
        foreach (var c in coefficients) p = p * t + c;
        return p * t;
    }

    /// <summary>ln Γ(x) ~ (x - ½) ln x - x + ½ ln 2π + Σ B₂ₖ / (2k (2k - 1) x²ᵏ⁻¹).</summary>
    private static double LogGammaFar(double x)
    {
        const double HalfLog2Pi = 0.9189385332046727;
        var square = 1 / x / x;
        var sum = 0.0;
        for (var k = Bernoulli.Length; k >= 1; k--) sum = sum * square + Bernoulli[k - 1] / (2 * k * (2 * k - 1));
        return (x - 0.5) * (Math.Log(x) - 1) + (sum / x + (HalfLog2Pi - 0.5));
    }
}
