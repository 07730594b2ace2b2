namespace AutoDiff.Checking;

/// <summary>A number and how far it may be off.</summary>
internal readonly record struct Estimate(double Value, double Error)
{
    /// <summary>The limit of a sequence of slopes at steps h, h/2, h/4, ...: Richardson's tableau with an error bar.</summary>
    /// <param name="slopes">Coarsest step first.</param>
    /// <param name="ratio">The factor by which the first error term shrinks from step to step: 4 for central differences, 2 for one-sided ones.</param>
    /// <param name="noise">What the rounding of the function makes of the last slope; half of it in the one before, and so on.</param>
    /// <remarks>
    /// Each column of the tableau removes one more term of the error. The entry that agrees best with its neighbours is taken, and the
    /// disagreement is its error bar. Source: Ridders 1982, "Accurate computation of F'(x) and F'(x) F''(x)".
    /// </remarks>
    public static Estimate Limit(ReadOnlySpan<double> slopes, double ratio, double noise)
    {
        const int Columns = 5;
        Span<double> before = stackalloc double[Columns], row = stackalloc double[Columns];
        var best = new Estimate(slopes[^1], double.PositiveInfinity);
        for (var i = 0; i < slopes.Length; i++)
        {
            row[0] = slopes[i];
            var (power, rounding) = (1.0, double.ScaleB(noise, i + 1 - slopes.Length));
            for (var j = 1; j < Columns && j <= i; j++)
            {
                // T = (r T - T') / (r - 1) multiplies the rounding of its parts by at most (r + 1) / (r - 1).
                power *= ratio;
                row[j] = (power * row[j - 1] - before[j - 1]) / (power - 1);
                rounding *= (power + 1) / (power - 1);
                var error = Math.Max(Math.Abs(row[j] - row[j - 1]), Math.Abs(row[j] - before[j - 1])) + rounding;
                if (error < best.Error) best = new Estimate(row[j], error);
            }

            row.CopyTo(before);
        }

        // Coarse steps may agree by chance on what finer ones contradict, on either side of a jump for example.
        var contradiction = slopes.Length < 2 ? 0 : Math.Abs(before[1] - best.Value) - 8 * noise;
        return contradiction > best.Error ? best with { Error = contradiction } : best;
    }

    /// <summary>True where the two may be the same number.</summary>
    public bool Agrees(Estimate other, double slack) => Math.Abs(Value - other.Value) <= 4 * (Error + other.Error) + slack;
}
