namespace AutoDiff.Checking;

/// <summary>The whole derivative is a number times the true one: -1, 2, 0, NaN.</summary>
internal static class ScalePatterns
{
    public static CheckDiagnosis? NotFinite(Evidence evidence, Block block)
    {
        foreach (var value in block.Analytic)
        {
            if (!double.IsFinite(value))
            {
                return evidence.Facts.Diagnose(
                    Mistake.NotFinite, block.Input, $"The {evidence.Facts.Rule} gives NaN or infinity where the true derivative is finite.",
                    "Look for 0/0, 0 times infinity, or a function outside its domain on the side that a mask drops.");
            }
        }

        return null;
    }

    public static CheckDiagnosis? Zero(Evidence evidence, Block block)
    {
        if (block.Largest == 0 || !block.Holds((_, _) => 0)) return null;
        var (facts, name) = (evidence.Facts, evidence.Facts.Names[block.Input]);
        return evidence.HasPath(block.Input)
            ? facts.Diagnose(Mistake.NoGradient, block.Input, $"The {facts.Rule} returns nothing, or zeros, for {name}.", $"Give {name} its derivative.")
            : facts.Diagnose(
                Mistake.NoGradient, block.Input, $"No path leads from {name} to the result on the tape.", "Look for Detach, ToArray, or a value captured from outside: they cut it.");
    }

    public static CheckDiagnosis? NotZero(Evidence evidence, Block block) => block.Largest > 0 ? null : evidence.Facts.Diagnose(
        Mistake.SpuriousGradient, block.Input, $"{evidence.Facts.Names[block.Input]} gets a gradient although the result does not depend on it here.", "The derivative is zero.");

    /// <summary>One number everywhere, here and at other inputs.</summary>
    public static CheckDiagnosis? Constant(Evidence evidence, Block block)
    {
        if (FactorOf(block) is not { } factor) return null;
        if (Nice.Is(factor) || !evidence.Facts.IsByEntry) return ConstantHere(evidence, block);
        var isSame = evidence.More().All(other => FactorOf(other.Blocks[block.Input]) is { } there && Math.Abs(there - factor) <= 1e-3 * Math.Abs(factor));
        return isSame ? ConstantHere(evidence, block) : null;
    }

    /// <summary>One number for all entries.</summary>
    public static CheckDiagnosis? ConstantHere(Evidence evidence, Block block)
    {
        if (FactorOf(block) is not { } factor) return null;
        var facts = evidence.Facts;
        if (Math.Abs(factor + 1) < 1e-4) return facts.Diagnose(Mistake.WrongSign, block.Input, $"Wrong sign: the {facts.Rule} gives -1 times the true derivative.", "Change its sign.");
        var hint = Hint(facts, block, factor);
        return facts.Diagnose(
            Mistake.MissingFactor, block.Input, $"Wrong factor: the {facts.Rule} gives {Nice.Text(factor)} times the true derivative{(hint.Length > 0 ? hint : ".")}", $"Multiply it by {Nice.Text(1 / factor)}.");
    }

    /// <summary>A = c N: the factor of least squares is the one, if any fits; null otherwise.</summary>
    public static double? FactorOf(Block block)
    {
        double product = 0, square = 0;
        foreach (var (r, c) in block.Known())
        {
            product += block.Analytic[r, c] * block.Numeric[r, c];
            square += block.Numeric[r, c] * block.Numeric[r, c];
        }

        var factor = product / square;
        return double.IsFinite(factor) && factor != 0 && block.Holds((r, c) => factor * block.Numeric[r, c]) ? factor : null;
    }

    /// <summary>A factor that is the number of elements which are reduced or broadcast, or its inverse, is likely to come from a mean.</summary>
    private static string Hint(Facts facts, Block block, double factor)
    {
        var count = Math.Abs(factor) < 1 ? 1 / Math.Abs(factor) : Math.Abs(factor);
        if (count < 1.5 || Math.Abs(count - Math.Round(count)) > 1e-4 * count) return "";
        var (n, size, results) = ((int)Math.Round(count), block.Shape.Size, facts.Result.Size);
        if (results > 0 && size == n * results) return factor < 1 ? $": a mean over {n} elements where a sum is right?" : $": a sum over {n} elements where a mean is right?";
        return factor < 1 && size > 0 && results == n * size ? $": a mean over the {n} that a broadcast makes of one, where a sum is right?" : "";
    }
}
