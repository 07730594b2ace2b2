namespace AutoDiff.Checking;

/// <summary>What is off is a function of the inputs and the result that can be named.</summary>
internal static class FormulaPatterns
{
    /// <summary>What weighs more explains less than a pattern does: exp(x) · y weighs 5.</summary>
    private const int PlainWeight = 8;

    /// <summary>N = φ A, A = φ N, N = A + φ, or A = φ and N = ψ, with plain functions.</summary>
    public static CheckDiagnosis? Plain(Evidence evidence, Block block) => Any(evidence, block, PlainWeight);

    /// <summary>The same with any functions.</summary>
    public static CheckDiagnosis? Any(Evidence evidence, Block block) => Any(evidence, block, int.MaxValue - 1);

    /// <summary>Whichever says it with the least.</summary>
    private static CheckDiagnosis? Any(Evidence evidence, Block block, int mostWeight)
    {
        var facts = evidence.Facts;
        if (!facts.IsByEntry) return null;
        var (pairs, formulas) = (evidence.Pairs(block), evidence.Formulas(block));
        double[] analytic = [.. pairs.Analytic], numeric = [.. pairs.Numeric], rest = [.. numeric.Zip(analytic, (n, a) => n - a)];
        var missing = formulas.Find(numeric, analytic);
        var extra = formulas.Find(analytic, numeric);
        var term = formulas.Find(rest, null);
        var (ours, right) = (formulas.Find(analytic, null), formulas.Find(numeric, null));
        int[] weights = [Weight(missing), Weight(extra), Weight(term), ours is null || right is null ? int.MaxValue : Weight(ours) + Weight(right)];
        var least = weights.Min();
        return least > mostWeight ? null : Array.IndexOf(weights, least) switch
        {
            0 => Tell(Mistake.MissingFactor, $"Missing factor: the true derivative is {Text(missing)} times what the {facts.Rule} gives.", $"Multiply it by {Text(missing)}."),
            1 => Tell(Mistake.MissingFactor, $"Wrong factor: the {facts.Rule} gives {Text(extra)} times the true derivative.", $"Divide it by {Text(extra)}."),
            2 => Tell(Mistake.MissingTerm, $"Missing term: the true derivative is what the {facts.Rule} gives plus {Text(term)}.", "Look for a product, a sum or a dependence that the rule leaves out."),
            _ => Tell(Mistake.WrongFormula, $"Wrong formula: the {facts.Rule} gives {Text(ours)} where {Text(right)} is right.", $"The derivative is {Text(right)}."),
        };

        CheckDiagnosis Tell(Mistake mistake, string what, string remedy) => facts.Diagnose(mistake, block.Input, what, remedy);
    }

    private static int Weight((Formula Formula, double Factor)? fit) => fit?.Formula.Weight ?? int.MaxValue;

    private static string Text((Formula Formula, double Factor)? fit) => fit!.Value.Formula.Times(fit.Value.Factor);
}
