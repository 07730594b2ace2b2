namespace AutoDiff.Checking;

/// <summary>What is missing has a low rank: a term that passes through a sum, such as the y⟨ȳ, y⟩ of softmax or the mean of a normalisation.</summary>
internal static class RankPattern
{
    private const int MostRank = 2;

    public static CheckDiagnosis? Term(Evidence evidence, Block block)
    {
        var facts = evidence.Facts;
        if (!facts.IsByEntry || block.Known().Count() != block.Rows * block.Columns) return null;
        var (missing, most) = (Matrix(block, (r, c) => block.Numeric[r, c] - block.Analytic[r, c]), 0);
        foreach (var (rows, columns) in Components(block))
        {
            var rank = Rank(missing, rows, columns, block);
            if (rank == 0) continue;

            // A low rank says something only where a higher one is possible.
            if (rank > MostRank || rank >= Math.Min(rows.Count, columns.Count) - 1) return null;
            most = Math.Max(most, rank);
        }

        if (most == 0) return null;
        return facts.Diagnose(
            Mistake.MissingTerm, block.Input, $"Missing term: what the {facts.Rule} lacks has rank {most}, so it passes through {(most == 1 ? "a sum" : "two sums")} over the entries.",
            "Look for a mean, a norm or a normaliser that depends on every entry and is taken for a constant.");
    }

    private static double[,] Matrix(Block block, Func<int, int, double> of)
    {
        var matrix = new double[block.Rows, block.Columns];
        for (var r = 0; r < block.Rows; r++)
        {
            for (var c = 0; c < block.Columns; c++) matrix[r, c] = of(r, c);
        }

        return matrix;
    }

    /// <summary>Rows and columns that hang together by entries that are not zero: the members of a batch fall apart.</summary>
    private static IEnumerable<(List<int> Rows, List<int> Columns)> Components(Block block)
    {
        var seen = new bool[block.Columns];
        for (var start = 0; start < block.Columns; start++)
        {
            if (seen[start]) continue;
            seen[start] = true;
            var (rows, columns) = (new List<int>(), new List<int> { start });
            for (var k = 0; k < columns.Count; k++)
            {
                for (var r = 0; r < block.Rows; r++)
                {
                    if (rows.Contains(r) || IsNothing(r, columns[k])) continue;
                    rows.Add(r);
                    for (var c = 0; c < block.Columns; c++)
                    {
                        if (seen[c] || IsNothing(r, c)) continue;
                        seen[c] = true;
                        columns.Add(c);
                    }
                }
            }

            yield return (rows, columns);
        }

        bool IsNothing(int r, int c) => block.IsZero(r, c) && block.IsNear(r, c, 0);
    }

    /// <summary>By elimination with the largest entry as pivot.</summary>
    private static int Rank(double[,] matrix, List<int> rows, List<int> columns, Block block)
    {
        var rest = (double[,])matrix.Clone();
        var (freeRows, freeColumns) = (new List<int>(rows), new List<int>(columns));
        for (var rank = 0; ; rank++)
        {
            var (row, column, largest) = (-1, -1, 0.0);
            foreach (var r in freeRows)
            {
                foreach (var c in freeColumns)
                {
                    if (Math.Abs(rest[r, c]) > largest && Math.Abs(rest[r, c]) > 8 * block.Slack(r, c, 0)) (row, column, largest) = (r, c, Math.Abs(rest[r, c]));
                }
            }

            if (row < 0) return rank;
            freeRows.Remove(row);
            freeColumns.Remove(column);
            foreach (var r in freeRows)
            {
                var factor = rest[r, column] / rest[row, column];
                foreach (var c in freeColumns) rest[r, c] -= factor * rest[row, c];
            }
        }
    }
}
