namespace AutoDiff.Checking;

/// <summary>Every entry is right or zero, or is there and should be zero.</summary>
internal static class SumPatterns
{
    /// <summary>Each element gets the adjoint of the result at its own place and nothing of the others.</summary>
    public static CheckDiagnosis? OwnOnly(Evidence evidence, Block block)
    {
        var facts = evidence.Facts;
        if (!facts.IsByEntry || block.Shape != facts.Result || block.Columns < 2 || !block.Holds((r, c) => r == c ? block.Numeric[r, c] : 0)) return null;
        return facts.Diagnose(
            Mistake.MissingTerm, block.Input, $"Missing term: each element of {facts.Names[block.Input]} changes other results too, but the {facts.Rule} knows only the one at its own place.", "Add the sum over the others.");
    }

    /// <summary>An element that several results read gets the adjoints of some of them only.</summary>
    public static CheckDiagnosis? PartOfAdjoints(Evidence evidence, Block block)
    {
        var facts = evidence.Facts;
        if (!facts.IsByEntry || !WrongAre(block, (r, c) => block.IsNear(r, c, 0) && !block.IsZero(r, c))) return null;
        var isPart = false;
        foreach (var (r, c) in block.Known())
        {
            if (!block.Wrong[r, c]) continue;
            for (var other = 0; other < block.Rows; other++) isPart |= block.Knows(other, c) && !block.Wrong[other, c] && !block.IsZero(other, c);
        }

        if (!isPart) return null;
        var name = facts.Names[block.Input];
        return IsBroadcast(block.Shape, facts.Result)
            ? facts.Diagnose(
                Mistake.MissingSum, block.Input, $"Missing sum: {name} {block.Shape} is broadcast to {facts.Result}, but gets only a part of the adjoint.", $"Sum over the broadcast axes: Tensor.SumTo(adjoint, {name}.Shape).")
            : facts.Diagnose(
                Mistake.MissingSum, block.Input, $"Missing sum: elements of {name} that several results read get the adjoint of some of them only.", "Add the adjoints up (ScatterAdd, not an assignment).");
    }

    /// <summary>Some entries of the input get nothing.</summary>
    public static CheckDiagnosis? PartOfEntries(Evidence evidence, Block block)
    {
        var facts = evidence.Facts;
        if (!facts.IsByEntry || !WrongAre(block, (r, c) => block.IsNear(r, c, 0) && !block.IsZero(r, c))) return null;
        var entries = new SortedSet<int>();
        foreach (var (r, c) in block.Known())
        {
            if (block.Wrong[r, c]) entries.Add(c);
        }

        var name = facts.Names[block.Input];
        var which = string.Join(", ", entries.Take(4).Select(c => name + Probe.IndexText(block.Shape, c))) + (entries.Count > 4 ? ", ..." : "");
        return facts.Diagnose(Mistake.NoGradient, block.Input, $"A part of {name} gets no gradient, or too little: {which}.", "Look at what the rule leaves out: a border, a remainder, a repeated index.");
    }

    /// <summary>The wrong entries should be zero.</summary>
    public static CheckDiagnosis? Spurious(Evidence evidence, Block block)
    {
        var facts = evidence.Facts;
        if (!facts.IsByEntry || !WrongAre(block, block.IsZero)) return null;
        return facts.Diagnose(Mistake.SpuriousGradient, block.Input, $"{facts.Names[block.Input]} gets a gradient from results that do not depend on it.", "The wrong entries should be zero: a mask is missing.");
    }

    private static bool IsBroadcast(Shape input, Shape result) => input != result && Places.Broadcast(input, result) is not null;

    private static bool WrongAre(Block block, Func<int, int, bool> claim)
    {
        foreach (var (r, c) in block.Known())
        {
            if (block.Wrong[r, c] && !claim(r, c)) return false;
        }

        return block.IsKnown;
    }
}
