namespace AutoDiff.Checking;

/// <summary>How far the values of a function are off by rounding, measured.</summary>
/// <remarks>
/// Values at points so near each other that a smooth function is a straight line between them differ from a line by their rounding alone.
/// Their k-th differences have k-fold binomial weights, hence the factor γ. Source: Moré and Wild 2011, "Estimating computational noise".
/// </remarks>
internal static class Noise
{
    /// <summary>How many points are needed.</summary>
    public const int Points = 7;

    /// <summary>The distance of the points, relative to the scale of the input: the fourth differences of what is smooth vanish, ε being √ε to the fourth over ε.</summary>
    public static double Spacing(double epsilon) => double.ScaleB(1, Math.ILogB(Math.Sqrt(epsilon)));

    /// <summary>A move along which rounding errors are random: numbers of few bits round alike.</summary>
    public static double[] Move(int size, double[]? scale, Random random)
    {
        var move = new double[size];
        for (var i = 0; i < size; i++) move[i] = (0.5 + 0.5 * random.NextDouble()) * (scale?[i] ?? 1);
        return move;
    }

    /// <summary>The standard deviation of the rounding errors of values at <see cref="Points"/> evenly spaced points; 0 where one is not finite.</summary>
    public static double Of(ReadOnlySpan<double> values)
    {
        Span<double> table = stackalloc double[Points];
        values.CopyTo(table);
        var (largest, gamma) = (0.0, 1.0);
        for (var k = 1; k < Points; k++)
        {
            // γ = (k!)² / (2k)!, the inverse of the sum of the squared binomial weights.
            gamma *= k / (2.0 * (2 * k - 1));
            var square = 0.0;
            for (var i = 0; i < Points - k; i++)
            {
                table[i] = table[i + 1] - table[i];
                square += table[i] * table[i];
            }

            if (k >= 4) largest = Math.Max(largest, Math.Sqrt(gamma * square / (Points - k)));
        }

        return double.IsFinite(largest) ? largest : 0;
    }
}
