namespace AutoDiff.Checking;

/// <summary>The part of a Jacobian that belongs to one input: what a diagnosis looks at.</summary>
internal sealed class Block
{
    private readonly double _slack;

    /// <param name="comparison">The whole Jacobian.</param>
    /// <param name="input">The place of the input.</param>
    /// <param name="shape">The shape of the input.</param>
    /// <param name="slack">How near a value must be to be taken for another, relative to the largest entry.</param>
    public Block(Comparison comparison, int input, Shape shape, double slack)
    {
        (Input, Shape, _slack) = (input, shape, slack);
        int[] places = [.. Enumerable.Range(0, comparison.Columns.Length).Where(c => comparison.Columns[c].Part == input)];
        (Rows, Columns) = (comparison.Rows.Length, places.Length);
        Analytic = new double[Rows, Columns];
        Numeric = new double[Rows, Columns];
        Tolerance = new double[Rows, Columns];
        Wrong = new bool[Rows, Columns];
        for (var r = 0; r < Rows; r++)
        {
            for (var place = 0; place < Columns; place++)
            {
                var c = places[place];
                var verdict = comparison.Verdicts[r, c];

                // A pattern is read off the entries whose true value is known.
                var isKnown = comparison.Slopes[r, c].Kind == SlopeKind.Smooth && verdict is CheckVerdict.Passed or CheckVerdict.Failed;
                Analytic[r, place] = comparison.Analytic[r, c];
                Numeric[r, place] = comparison.Slopes[r, c].Value;
                Tolerance[r, place] = isKnown ? comparison.Tolerances[r, c] : double.PositiveInfinity;
                Wrong[r, place] = verdict == CheckVerdict.Failed;
                HasFailed |= Wrong[r, place];
                IsKnown |= isKnown && Wrong[r, place];
                if (isKnown) Largest = Math.Max(Largest, Math.Abs(Numeric[r, place]));
            }
        }
    }

    /// <summary>The place of the input.</summary>
    public int Input { get; }

    /// <summary>The shape of the input.</summary>
    public Shape Shape { get; }

    public int Rows { get; }

    public int Columns { get; }

    /// <summary>What the rules say.</summary>
    public double[,] Analytic { get; }

    /// <summary>What it should be.</summary>
    public double[,] Numeric { get; }

    /// <summary>What is accepted; infinite where nothing is known, at kinks for example.</summary>
    public double[,] Tolerance { get; }

    /// <summary>Which entries failed.</summary>
    public bool[,] Wrong { get; }

    /// <summary>True where some entry failed.</summary>
    public bool HasFailed { get; }

    /// <summary>True where the true value of some entry that failed is known; at kinks it is not.</summary>
    public bool IsKnown { get; }

    /// <summary>The largest true entry.</summary>
    public double Largest { get; }

    /// <summary>How near an analytic entry must be to a value to be taken for it, with room for the error of the differences that the value comes from.</summary>
    public double Slack(int r, int c, double value) => 4 * Tolerance[r, c] + _slack * Math.Max(Largest, Math.Abs(value));

    /// <summary>True where an analytic entry is a value.</summary>
    public bool IsNear(int r, int c, double value) => Math.Abs(Analytic[r, c] - value) <= Slack(r, c, value);

    /// <summary>True where the true value of an entry is zero.</summary>
    public bool IsZero(int r, int c) => Math.Abs(Numeric[r, c]) <= Slack(r, c, 0);

    /// <summary>True where the true value of an entry is known.</summary>
    public bool Knows(int r, int c) => double.IsFinite(Tolerance[r, c]);

    /// <summary>True where every known analytic entry is what <paramref name="expected"/> says.</summary>
    public bool Holds(Func<int, int, double> expected)
    {
        for (var r = 0; r < Rows; r++)
        {
            for (var c = 0; c < Columns; c++)
            {
                if (!Knows(r, c)) continue;
                var value = expected(r, c);
                if (double.IsFinite(value) && !IsNear(r, c, value)) return false;
            }
        }

        return true;
    }

    /// <summary>True where each result depends on the element at its own place only.</summary>
    public bool IsDiagonal => Rows == Columns && Known().All(at => at.Row == at.Column || (IsZero(at.Row, at.Column) && IsNear(at.Row, at.Column, 0)));

    /// <summary>Every known entry.</summary>
    public IEnumerable<(int Row, int Column)> Known()
    {
        for (var r = 0; r < Rows; r++)
        {
            for (var c = 0; c < Columns; c++)
            {
                if (Knows(r, c)) yield return (r, c);
            }
        }
    }
}
