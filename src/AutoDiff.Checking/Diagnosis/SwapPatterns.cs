namespace AutoDiff.Checking;

/// <summary>One input is taken for another.</summary>
internal static class SwapPatterns
{
    /// <summary>Two inputs exchange their derivatives.</summary>
    public static CheckDiagnosis? All(Evidence evidence)
    {
        foreach (var a in evidence.Blocks)
        {
            foreach (var b in evidence.Blocks.Skip(a.Input + 1))
            {
                if (!a.HasFailed || !b.HasFailed || evidence.Blocks.Any(other => other != a && other != b && other.HasFailed) || !IsOther(evidence, a, b) || !IsOther(evidence, b, a)) continue;
                var (facts, first, second) = (evidence.Facts, evidence.Facts.Names[a.Input], evidence.Facts.Names[b.Input]);
                return AreApart(evidence, a, b)
                    ? facts.Diagnose(Mistake.WrongBranch, -1, $"Wrong branch: where the result is {first} the derivative goes to {second}, and the other way round.", "Turn the condition round, or exchange the two.")
                    : facts.Diagnose(Mistake.SwappedArguments, -1, $"Swapped: {first} gets the derivative with respect to {second}, and {second} the one with respect to {first}.", "Exchange the two.");
            }
        }

        return null;
    }

    /// <summary>One input gets the derivative with respect to another.</summary>
    public static CheckDiagnosis? OtherInput(Evidence evidence, Block block)
    {
        var facts = evidence.Facts;
        if (!facts.IsByEntry) return null;
        foreach (var other in evidence.Blocks)
        {
            // A sign or a factor is the plainer explanation where both fit, as for the b of a - b.
            if (other == block || other.Largest == 0 || !IsOther(evidence, block, other) || ScalePatterns.FactorOf(block) is not null) continue;
            var (name, its) = (facts.Names[block.Input], facts.Names[other.Input]);
            return AreApart(evidence, block, other)
                ? facts.Diagnose(Mistake.WrongBranch, block.Input, $"Wrong branch: the derivative goes to {name} where the result is {its}.", "Turn the condition round.")
                : facts.Diagnose(Mistake.SwappedArguments, block.Input, $"Swapped: {name} gets the derivative with respect to {its}.", $"Give {name} its own.");
        }

        return null;
    }

    /// <summary>The derivative is the true one at other inputs: with two exchanged, or one read for another.</summary>
    public static CheckDiagnosis? OtherPoint(Evidence evidence, Block block)
    {
        var facts = evidence.Facts;
        if (!facts.IsByEntry) return null;
        for (var k = 0; k < facts.Shapes.Length; k++)
        {
            for (var l = 0; l < facts.Shapes.Length; l++)
            {
                if (k == l || Places.Broadcast(facts.Shapes[l], facts.Shapes[k]) is not { } places) continue;
                var points = (double[][])evidence.Points.Clone();
                points[k] = Array.ConvertAll(places, place => evidence.Points[l][place]);
                var what = $"{facts.Names[l]} where {facts.Names[k]} is meant";
                if (IsAt(evidence, block, points)) return Tell($"Swapped: the {facts.Rule} reads {what}.");
                if (l < k || facts.Shapes[l] != facts.Shapes[k]) continue;
                points[l] = evidence.Points[k];
                if (IsAt(evidence, block, points)) return Tell($"Swapped: the {facts.Rule} reads {what}, and the other way round.");
            }
        }

        return null;

        CheckDiagnosis Tell(string what) => facts.Diagnose(Mistake.SwappedArguments, block.Input, what, "Read the right one.");
    }

    /// <summary>The derivative is the true one at the result.</summary>
    public static CheckDiagnosis? Result(Evidence evidence, Block block)
    {
        var facts = evidence.Facts;
        if (!facts.IsByEntry || facts.Result != block.Shape || evidence.Value.Length != block.Columns) return null;
        var points = (double[][])evidence.Points.Clone();
        points[block.Input] = evidence.Value;
        return IsAt(evidence, block, points)
            ? facts.Diagnose(Mistake.WrongFormula, block.Input, $"Wrong formula: the {facts.Rule} reads the result y where the input {facts.Names[block.Input]} is meant.", "Read the input.") : null;
    }

    private static bool IsAt(Evidence evidence, Block block, double[][] points)
    {
        if (evidence.At(points) is not { } other) return false;
        var there = other.Blocks[block.Input];

        // At a kink over there nothing is known; what is wrong here must be explained all the same.
        return block.Known().All(at => !block.Wrong[at.Row, at.Column] || there.Knows(at.Row, at.Column)) && block.Holds((r, c) => there.Knows(r, c) ? there.Numeric[r, c] : double.NaN);
    }

    /// <summary>True where the derivative of one input is the true one of another: entry by entry where the shapes are the same, else result by result of an elementwise function.</summary>
    private static bool IsOther(Evidence evidence, Block block, Block other)
    {
        if (block.Shape == other.Shape) return block.Holds((r, c) => other.Knows(r, c) ? other.Numeric[r, c] : double.NaN);
        int[]? mine = Places.Broadcast(block.Shape, evidence.Facts.Result), its = Places.Broadcast(other.Shape, evidence.Facts.Result);
        return mine is not null && its is not null && block.Holds((r, c) => c != mine[r] ? 0 : other.Knows(r, its[r]) ? other.Numeric[r, its[r]] : double.NaN);
    }

    /// <summary>True for an elementwise choice: each result depends on one of the two only.</summary>
    private static bool AreApart(Evidence evidence, Block a, Block b)
    {
        var result = evidence.Facts.Result;
        if (a.Shape != result && b.Shape != result) return false;
        if (Places.Broadcast(a.Shape, result) is not { } first || Places.Broadcast(b.Shape, result) is not { } second) return false;
        for (var r = 0; r < result.Size; r++)
        {
            if (!a.IsZero(r, first[r]) && !b.IsZero(r, second[r])) return false;
        }

        return true;
    }
}
