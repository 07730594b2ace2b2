namespace AutoDiff.Kernels;

internal static partial class Special
{
    /// <summary>ψ⁽ⁿ⁾(x), the n-th derivative of the digamma function ψ = (ln Γ)'.</summary>
    /// <param name="n">The order, 0 for ψ itself; at most 170 (beyond, n! overflows and the result is infinite or NaN).</param>
    /// <param name="x">Anywhere on the line. At the poles 0, -1, -2, ... the result is ∞ for odd n, where both sides agree, and NaN for even n, save ψ(±0) = ∓∞.</param>
    /// <remarks>
    /// Near a zero the error is absolute: about 1e-15 of the largest term. For x &lt; 0 the sum over the poles is cut at 0, and each side is a Hurwitz zeta function:
    /// ψ⁽ⁿ⁾(x) = (-1)ˢ n! (ζ(s, f) + (-1)ˢ (ζ(s, 1 - f) - ζ(s, 1 - x))), s = n + 1 and f = x - ⌊x⌋.
    /// </remarks>
    /// <exception cref="ArgumentOutOfRangeException">n is negative.</exception>
    public static double Polygamma(int n, double x)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(n);
        if (n == 0) return Digamma(x);
        if (double.IsNaN(x)) return x;
        var sign = n % 2 == 0 ? -1.0 : 1.0;
        if (x > 0) return sign * FactorialZeta(n, x);

        if (double.IsInfinity(x)) return double.NaN;
        var offset = x - Math.Round(x);
        if (offset == 0) return sign > 0 ? double.PositiveInfinity : double.NaN;

        // The distance to the nearest pole is exact; the other one need not be.
        var (f, rest) = offset > 0 ? (offset, 1 - offset) : (1 + offset, -offset);
        return sign * FactorialZeta(n, f) + (FactorialZeta(n, rest) - FactorialZeta(n, 1 - x));
    }

    /// <summary>ψ(x).</summary>
    private static double Digamma(double x)
    {
        if (double.IsNaN(x) || double.IsPositiveInfinity(x)) return x;
        if (x == 0) return -1 / x;
        if (x < 0)
        {
            // ψ(x) = ψ(1 - x) - π cot πx, with the cotangent's argument reduced exactly.
            var f = x - Math.Round(x);
            if (f == 0 || double.IsInfinity(x)) return double.NaN;
            return Digamma(1 - x) - Math.PI / Math.Tan(Math.PI * f);
        }

        var poles = 0.0;
        for (; x < Far; x++) poles += 1 / x;

        // Stirling's series: ψ(x) ~ ln x - 1/2x - Σ B₂ₖ / (2k x²ᵏ).
        var square = 1 / (x * x);
        var sum = 0.0;
        for (var k = Bernoulli.Length; k >= 1; k--) sum = (sum + Bernoulli[k - 1] / (2 * k)) * square;
        return Math.Log(x) - (0.5 / x + sum + poles);
    }

    /// <summary>n! ζ(n + 1, x) for x &gt; 0: the sum of n! / (x + k)ⁿ⁺¹ over k ≥ 0.</summary>
    /// <remarks>The head is summed, the tail is Euler and Maclaurin's formula. All terms of the head are positive, so nothing cancels.</remarks>
    private static double FactorialZeta(int n, double x)
    {
        var factorial = 1.0;
        for (var i = 2; i <= n; i++) factorial *= i;
        var s = n + 1;
        var head = 0.0;

        // The series needs x beyond about s / 2π as well; a term that changes nothing more ends the sum early.
        for (var end = Far + n; x < end; x++)
        {
            var pole = Term(x, s, factorial);
            head += pole;
            if (pole < head * 1e-19) return head;
        }

        if (double.IsInfinity(x)) return 0;
        var term = Term(x, s, factorial);
        var square = 1 / (x * x);
        var rising = (double)s;
        var power = 1 / x;
        var sum = 0.5;
        for (var k = 1; k <= Bernoulli.Length; k++)
        {
            // B₂ₖ / (2k)! · s (s + 1) ... (s + 2k - 2) / x²ᵏ⁻¹.
            sum += Bernoulli[k - 1] * rising * power / Factorial2[k - 1];
            rising *= (s + 2 * k - 1.0) * (s + 2 * k);
            power *= square;
        }

        return head + term * (x / n + sum);
    }

    /// <summary>factorial / xˢ, in two halves so that neither overflows nor underflows before the product does.</summary>
    private static double Term(double x, int s, double factorial) => Math.Pow(x, -(s / 2)) * factorial * Math.Pow(x, -(s - s / 2));

    /// <summary>From here on the series with twelve Bernoulli numbers is exact to the last bit.</summary>
    private const double Far = 10;

    /// <summary>B₂, B₄, ..., B₂₄.</summary>
    private static ReadOnlySpan<double> Bernoulli =>
    [
        1.0 / 6, -1.0 / 30, 1.0 / 42, -1.0 / 30, 5.0 / 66, -691.0 / 2730, 7.0 / 6, -3617.0 / 510, 43867.0 / 798, -174611.0 / 330,
        854513.0 / 138, -236364091.0 / 2730,
    ];

    /// <summary>2!, 4!, ..., 24!.</summary>
    private static ReadOnlySpan<double> Factorial2 =>
    [
        2, 24, 720, 40320, 3628800, 479001600, 87178291200, 20922789888000, 6402373705728000, 2432902008176640000,
        1124000727777607680000.0, 620448401733239439360000.0,
    ];
}
