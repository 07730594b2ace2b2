namespace AutoDiff.Checking;

/// <summary>Names the mistakes that the pattern of wrong entries points to: the plainest explanation that fits every entry.</summary>
internal static class Diagnostics
{
    /// <summary>Patterns of one input, the plainest first.</summary>
    private static readonly Func<Evidence, Block, CheckDiagnosis?>[] s_patterns =
    [
        ScalePatterns.NotFinite, KinkOutside, ScalePatterns.Zero, ScalePatterns.NotZero, SwapPatterns.OtherInput, ScalePatterns.Constant, PlacePatterns.SameForEveryRow, PlacePatterns.Axes,
        SumPatterns.OwnOnly, SumPatterns.PartOfAdjoints, PlacePatterns.Shifted, PlacePatterns.Adjoint, BranchPatterns.OneSide, BranchPatterns.NotTaken, SwapPatterns.OtherPoint, SumPatterns.PartOfEntries,
        BranchPatterns.BothSides, SumPatterns.Spurious, FormulaPatterns.Plain, PlacePatterns.Permuted, RankPattern.Term, FormulaPatterns.Any, PlacePatterns.ShiftedWithin, ScalePatterns.ConstantHere, SwapPatterns.Result,
    ];

    public static IEnumerable<CheckDiagnosis> Of(Evidence evidence)
    {
        var facts = evidence.Facts;
        if (facts.IsByEntry && facts.Order == 1 && SwapPatterns.All(evidence) is { } swap) return [swap];
        return evidence.Blocks.Where(block => block.HasFailed).Select(block => facts.Order == 1 ? First(evidence, block) : Higher(evidence, block));
    }

    private static CheckDiagnosis First(Evidence evidence, Block block)
    {
        foreach (var pattern in s_patterns)
        {
            if (pattern(evidence, block) is { } diagnosis) return diagnosis;
        }

        var facts = evidence.Facts;
        var advice = !facts.IsByEntry ? "A smaller input, which is looked at entry by entry, may tell more."
            : facts.Result.Size == 1 && block.Columns > 1 ? "Check the operation itself rather than one number made of it: each of its results tells something." : "";
        return facts.Diagnose(Mistake.Unknown, block.Input, $"The {facts.Rule} is wrong in a way that has no name.", advice);
    }

    /// <summary>The derivative below is right, so only its dependence on the inputs can be wrong.</summary>
    private static CheckDiagnosis Higher(Evidence evidence, Block block)
    {
        if (ScalePatterns.NotFinite(evidence, block) is { } notFinite) return notFinite;
        if (KinkOutside(evidence, block) is { } kink) return kink;
        var facts = evidence.Facts;
        var rule = facts.Path.EndsWith("reverse", StringComparison.Ordinal) ? "vjp" : "jvp";
        var how = block.Holds((_, _) => 0) ? "does not change" : ScalePatterns.FactorOf(block) is { } factor ? $"changes {Nice.Text(factor)} times as much as it should" : "changes in another way than it should";
        return facts.Diagnose(
            Mistake.Detached, block.Input, $"The {rule} is right, but its own derivative is not: it {how} with {facts.Names[block.Input]}.",
            $"Write the {rule} in tensor operations on what it is given; a value copied out by ToArray or Detach, or captured from outside, is a constant to it.");
    }

    private static CheckDiagnosis? KinkOutside(Evidence evidence, Block block) => block.IsKnown ? null : evidence.Facts.Diagnose(
        Mistake.WrongBranch, block.Input, $"At a kink the {evidence.Facts.Rule} lies outside the slopes from left and right.", "A convention must choose a value between the two.");
}
