namespace AutoDiff.Checking;

/// <summary>The entries that are wrong are those on one side of a condition.</summary>
internal static class BranchPatterns
{
    /// <summary>Some number tells the wrong entries from the right ones.</summary>
    public static CheckDiagnosis? OneSide(Evidence evidence, Block block)
    {
        var facts = evidence.Facts;
        if (!facts.IsByEntry) return null;
        var pairs = evidence.Pairs(block);
        var wrong = pairs.Wrong.Count(isWrong => isWrong);

        // A single wrong entry is first or last by some number too easily.
        if (wrong < 2 || pairs.Count - wrong < 2 || Condition.Find(pairs) is not { } condition) return null;
        var how = ShareWhere(pairs, k => pairs.Wrong[k]) is { } share ? $"; it gives {share} there" : "";
        return facts.Diagnose(Mistake.WrongBranch, block.Input, $"Wrong branch: the {facts.Rule} is wrong where {condition.Text} and right elsewhere{how}.", "Look at the condition, and at what is derived on that side of it.");
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

    /// <summary>All entries are wrong, in one way where a number is negative and in another where it is positive.</summary>
    public static CheckDiagnosis? BothSides(Evidence evidence, Block block)
    {
        var facts = evidence.Facts;
        if (!facts.IsByEntry) return null;
        var pairs = evidence.Pairs(block);
        foreach (var (name, values) in Condition.Numbers(pairs))
        {
            if (ShareWhere(pairs, k => values[k] < 0) is not { } below || ShareWhere(pairs, k => values[k] >= 0) is not { } above || below == above) continue;
            return facts.Diagnose(Mistake.WrongBranch, block.Input, $"Wrong branch: the {facts.Rule} gives {below} where {name} < 0, and {above} where {name} > 0.", "Turn the condition round.");
        }

        return null;
    }

    /// <summary>What part of the true derivative the rule gives at some entries, in words; null where it is not the same part everywhere.</summary>
    private static string? ShareWhere(Pairs pairs, Func<int, bool> claim)
    {
        int[] some = [.. Enumerable.Range(0, pairs.Count).Where(claim)];
        if (some.Length < 2) return null;
        if (Array.TrueForAll(some, k => Math.Abs(pairs.Numeric[k]) <= pairs.Slack[k])) return Array.TrueForAll(some, k => Math.Abs(pairs.Analytic[k]) > pairs.Slack[k]) ? "something where nothing is right" : null;
        if (Array.TrueForAll(some, k => Math.Abs(pairs.Analytic[k]) <= pairs.Slack[k])) return "nothing";
        var factor = some.Sum(k => pairs.Analytic[k] * pairs.Numeric[k]) / some.Sum(k => pairs.Numeric[k] * pairs.Numeric[k]);
        return Array.TrueForAll(some, k => Math.Abs(pairs.Analytic[k] - factor * pairs.Numeric[k]) <= 2 * pairs.Slack[k]) ? $"{Nice.Text(factor)} times the true derivative" : null;
    }
}
