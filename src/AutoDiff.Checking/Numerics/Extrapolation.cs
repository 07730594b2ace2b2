namespace AutoDiff.Checking;

/// <summary>The derivative at 0 of a function of one number from its values at ±h, ±h/2, ±h/4, ...</summary>
/// <remarks>
/// Central differences have an error in even powers of h, so each column of Richardson's tableau removes one of them. The entry that agrees
/// best with its neighbours is taken and the disagreement is its error bar. Source: Ridders 1982, "Accurate computation of F'(x) and F'(x) F''(x)".
/// </remarks>
internal static class Extrapolation
{
    private const int Columns = 5;

    /// <summary>Rounding errors of a function value, in ε of its size, that the error bar allows for.</summary>
    private const double Roundings = 8;

    /// <param name="center">φ(0).</param>
    /// <param name="first">h; each further step is half the one before.</param>
    /// <param name="plus">φ(h), φ(h/2), ...</param>
    /// <param name="minus">φ(-h), φ(-h/2), ...</param>
    /// <param name="magnitude">The size of the terms of φ, to which its rounding is relative.</param>
    /// <param name="epsilon">ε of the numbers in which φ is computed.</param>
    public static NumericSlope Run(double center, double first, ReadOnlySpan<double> plus, ReadOnlySpan<double> minus, double magnitude, double epsilon)
    {
        // Coarse steps may leave the domain; only the unbroken run of finite values down to the finest step counts.
        var start = plus.Length;
        while (start > 0 && double.IsFinite(plus[start - 1]) && double.IsFinite(minus[start - 1])) start--;
        var natural = magnitude / (8 * first);
        if (!double.IsFinite(center) || plus.Length - start < 2) return new NumericSlope(double.NaN, double.PositiveInfinity, double.NaN, double.NaN, SlopeKind.Undefined, natural);

        double value = 0, error = double.PositiveInfinity;
        Span<double> before = stackalloc double[Columns], row = stackalloc double[Columns];
        for (var i = start; i < plus.Length; i++)
        {
            var h = double.ScaleB(first, -i);
            var noise = Roundings * epsilon * magnitude / h;
            row[0] = plus[i] / (2 * h) - minus[i] / (2 * h);
            var power = 1.0;
            for (var j = 1; j < Columns && j <= i - start; j++)
            {
                power *= 4;
                row[j] = (power * row[j - 1] - before[j - 1]) / (power - 1);
                var disagreement = Math.Max(Math.Abs(row[j] - row[j - 1]), Math.Abs(row[j] - before[j - 1])) + noise;
                if (disagreement < error) (value, error) = (row[j], disagreement);
            }

            row.CopyTo(before);
        }

        var last = double.ScaleB(first, 1 - plus.Length);
        var right = (plus[^1] - center) / last;
        var left = (center - minus[^1]) / last;
        var isKink = IsKink(center, first, plus[start..], minus[start..], start, Roundings * epsilon * magnitude / last, Math.Max(1e-4, 4 * Math.Sqrt(epsilon)));
        return new NumericSlope(value, error, left, right, isKink ? SlopeKind.Kink : SlopeKind.Smooth, natural);
    }

    /// <summary>
    /// The slopes from right and left of a smooth function differ by h φ'' and so by half as much at half the step. At a kink the difference
    /// stays, and at a jump it grows.
    /// </summary>
    private static bool IsKink(double center, double first, ReadOnlySpan<double> plus, ReadOnlySpan<double> minus, int start, double noise, double share)
    {
        if (plus.Length < 4) return false;
        Span<double> gaps = stackalloc double[4];
        for (var k = 0; k < 4; k++)
        {
            var i = plus.Length - 1 - k;
            gaps[k] = Math.Abs(plus[i] - center - (center - minus[i])) / double.ScaleB(first, -(start + i));
        }

        var h = double.ScaleB(first, -(start + plus.Length - 1));
        var size = Math.Max(Math.Abs(plus[^1] - center), Math.Abs(center - minus[^1])) / h;
        return gaps[0] > 4 * noise + share * size && gaps[0] > 0.75 * gaps[1] && gaps[0] > 0.75 * gaps[2] && gaps[0] > 0.5 * gaps[3];
    }
}
