namespace AutoDiff.Checking;

/// <summary>The part of a Jacobian that belongs to one input: what a diagnosis looks at.</summary>
/// <param name="Rows">The probes of the results.</param>
/// <param name="Columns">The probes of the input.</param>
/// <param name="Input">The shape of the input.</param>
/// <param name="Result">The shape of the result; of the first one where there are several.</param>
/// <param name="Analytic">What the rules say.</param>
/// <param name="Numeric">What it should be.</param>
/// <param name="Tolerance">What is accepted; infinite where nothing is known.</param>
internal sealed record Block(Probe[] Rows, Probe[] Columns, Shape Input, Shape Result, double[,] Analytic, double[,] Numeric, double[,] Tolerance)
{
    /// <summary>True where the columns are the entries of the input, in order.</summary>
    public bool HasEntries => Columns.Length > 0 && Columns[0].IsEntry;

    /// <summary>True where the true value of some entry is known; at kinks it is not.</summary>
    public bool IsKnown { get; } = Tolerance.Cast<double>().Any(double.IsFinite);

    /// <summary>The largest true entry.</summary>
    public double Largest { get; } = Max(Numeric);

    /// <summary>True where every known analytic entry is what <paramref name="expected"/> says.</summary>
    public bool Holds(Func<int, int, double> expected)
    {
        for (var r = 0; r < Rows.Length; r++)
        {
            for (var c = 0; c < Columns.Length; c++)
            {
                if (double.IsInfinity(Tolerance[r, c])) continue;
                var value = expected(r, c);
                if (!double.IsFinite(value)) continue;
                if (!IsNear(r, c, value)) return false;
            }
        }

        return true;
    }

    /// <summary>True where an analytic entry is a value, with room for the error of the differences that the value comes from.</summary>
    public bool IsNear(int r, int c, double value) => Math.Abs(Analytic[r, c] - value) <= 4 * Tolerance[r, c] + 1e-5 * Math.Max(Largest, Math.Abs(value));

    private static double Max(double[,] matrix)
    {
        var largest = 0.0;
        foreach (var element in matrix) largest = double.IsFinite(element) ? Math.Max(largest, Math.Abs(element)) : largest;
        return largest;
    }
}
