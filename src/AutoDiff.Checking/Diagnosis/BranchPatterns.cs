using System.Globalization;

namespace AutoDiff.Checking;

/// <summary>The entries that are wrong are those on one side of a condition.</summary>
internal static class BranchPatterns
{
    /// <summary>Sorted by some number, the wrong entries come before the right ones, after them, between them or around them.</summary>
    public static CheckDiagnosis? OneSide(Evidence evidence, Block block)
    {
        if (!evidence.Facts.IsByEntry) return null;
        var pairs = evidence.Pairs(block);
        var wrong = pairs.Wrong.Count(isWrong => isWrong);

        // A single wrong entry is first or last by some number too easily.
        if (wrong < 2 || pairs.Count - wrong < 2) return null;
        string? between = null;
        foreach (var (name, values) in WithDifferences(pairs))
        {
            if (Condition(name, values, pairs.Wrong, mostChanges: 1) is { } side) return Tell(evidence, block, pairs, side);
            between ??= Condition(name, values, pairs.Wrong, mostChanges: 2);
        }

        return between is null ? null : Tell(evidence, block, pairs, between);
    }

    /// <summary>An elementwise choice whose wrong entries are where another input was chosen.</summary>
    public static CheckDiagnosis? NotTaken(Evidence evidence, Block block)
    {
        var facts = evidence.Facts;
        if (!facts.IsByEntry || Places.Broadcast(block.Shape, facts.Result) is not { } mine || facts.Shapes.Length < 2) return null;
        foreach (var other in evidence.Blocks)
        {
            if (other == block || Places.Broadcast(other.Shape, facts.Result) is not { } its) continue;
            var isChoice = true;
            for (var r = 0; r < facts.Result.Size && isChoice; r++)
            {
                isChoice = block.IsZero(r, mine[r]) != other.IsZero(r, its[r]) && (!block.Wrong[r, mine[r]] || block.IsZero(r, mine[r]));
            }

            if (isChoice) return facts.Diagnose(Mistake.WrongBranch, block.Input, $"Wrong branch: {facts.Names[block.Input]} gets a gradient where the result is {facts.Names[other.Input]}.", "Mask it: Where(mask, adjoint, 0).");
        }

        return null;
    }

    /// <summary>All entries are wrong, by one factor where a number is negative and by another where it is positive.</summary>
    public static CheckDiagnosis? BothSides(Evidence evidence, Block block)
    {
        if (!evidence.Facts.IsByEntry) return null;
        var pairs = evidence.Pairs(block);
        foreach (var (name, values) in WithDifferences(pairs))
        {
            var below = FactorWhere(pairs, k => values[k] < 0);
            var above = FactorWhere(pairs, k => values[k] >= 0);
            if (below is not { } low || above is not { } high || low.Equals(high) || Math.Abs(low - high) <= 1e-4 * Math.Min(Math.Abs(low), Math.Abs(high))) continue;
            return evidence.Facts.Diagnose(
                Mistake.WrongBranch, block.Input, $"Wrong branch: the {evidence.Facts.Rule} gives {Share(low)} where {name} < 0, and {Share(high)} where {name} > 0.",
                "Turn the condition round.");
        }

        return null;
    }

    private static string Share(double factor) => double.IsInfinity(factor) ? "something where the true derivative is zero" : factor == 0 ? "nothing" : $"{Nice.Text(factor)} times the true derivative";

    private static CheckDiagnosis Tell(Evidence evidence, Block block, Pairs pairs, string condition)
    {
        var facts = evidence.Facts;
        var factor = FactorWhere(pairs, k => pairs.Wrong[k]);
        var how = factor is { } number ? $"; it gives {Share(number)} there" : "";
        return facts.Diagnose(Mistake.WrongBranch, block.Input, $"Wrong branch: the {facts.Rule} is wrong where {condition} and right elsewhere{how}.", "Look at the condition, and at what is derived on that side of it.");
    }

    /// <summary>The plain numbers, then their differences, then their sizes.</summary>
    private static IEnumerable<(string Name, double[] Values)> WithDifferences(Pairs pairs)
    {
        var plain = pairs.Features.Select(feature => (feature.Name, Values: feature.Values.ToArray())).ToArray();
        foreach (var feature in plain) yield return feature;
        for (var a = 0; a < plain.Length; a++)
        {
            for (var b = a + 1; b < plain.Length; b++) yield return ($"{plain[a].Name} - {plain[b].Name}", [.. plain[a].Values.Zip(plain[b].Values, (x, y) => x - y)]);
        }
    }

    private static string? Condition(string name, double[] values, List<bool> wrong, int mostChanges)
    {
        int[] order = [.. Enumerable.Range(0, values.Length).OrderBy(k => values[k])];
        var changes = new List<(double Below, double Above)>();
        for (var k = 1; k < order.Length; k++)
        {
            var (before, after) = (order[k - 1], order[k]);
            if (wrong[before] == wrong[after]) continue;
            if (values[before] == values[after] || changes.Count == mostChanges) return null;
            changes.Add((values[before], values[after]));
        }

        if (changes.Count != mostChanges) return null;

        // Entries that share one number, such as the zeros of a result, lie between any others.
        if (mostChanges == 2 && (IsOne(wrong[order[0]]) || IsOne(!wrong[order[0]]))) return null;
        string[] bounds = [.. changes.Select(change => Bound(change.Below, change.Above))];
        var isWrongFirst = wrong[order[0]];
        if (bounds.Length == 1) return isWrongFirst ? $"{name} < {bounds[0]}" : $"{name} > {bounds[0]}";
        return isWrongFirst ? $"{name} < {bounds[0]} or {name} > {bounds[1]}" : $"{bounds[0]} < {name} < {bounds[1]}";

        bool IsOne(bool which) => order.Where(k => wrong[k] == which).Select(k => values[k]).Distinct().Take(2).Count() < 2;
    }

    /// <summary>The roundest number between the two.</summary>
    private static string Bound(double below, double above)
    {
        if (below < 0 && above >= 0) return "0";
        for (var step = 100.0; step > 1e-4; step /= 10)
        {
            var round = Math.Ceiling(below / step) * step;
            if (round <= above) return round.ToString("0.####", CultureInfo.InvariantCulture);
        }

        return below.ToString("G4", CultureInfo.InvariantCulture);
    }

    private static double? FactorWhere(Pairs pairs, Func<int, bool> claim)
    {
        var (product, square, count) = (0.0, 0.0, 0);
        for (var k = 0; k < pairs.Count; k++)
        {
            if (!claim(k)) continue;
            product += pairs.Analytic[k] * pairs.Numeric[k];
            square += pairs.Numeric[k] * pairs.Numeric[k];
            count++;
        }

        // Where all should be zero and is not, no number tells how far off it is.
        var factor = square == 0 ? double.PositiveInfinity : product / square;
        if (count < 2) return null;
        if (Enumerable.Range(0, pairs.Count).Where(claim).All(k => Math.Abs(pairs.Numeric[k]) <= pairs.Slack[k]))
            return Enumerable.Range(0, pairs.Count).Where(claim).All(k => Math.Abs(pairs.Analytic[k]) > pairs.Slack[k]) ? double.PositiveInfinity : null;
        for (var k = 0; k < pairs.Count; k++)
        {
            if (claim(k) && !(Math.Abs(pairs.Analytic[k] - factor * pairs.Numeric[k]) <= 2 * pairs.Slack[k])) return null;
        }

        return factor;
    }
}
