namespace AutoDiff.Mutations;

/// <summary>Why some mutants survive though the tests are right: they give the same derivative. They count as survivors all the same.</summary>
internal static class Excuses
{
    /// <summary>By a part of the file, the method and the kind, and the text that is replaced where the three do not say enough.</summary>
    private static readonly (string File, string Method, Kind Kind, string Original, string Reason)[] Known =
    [
        ("Elementwise/Abs.cs", "AbsRule.Chain", Kind.Sign, "x", "only NaN comes there, and its sign does not count"),
        ("Elementwise/Relu.cs", "ReluRule.Chain", Kind.Sign, "x", "only NaN comes there, and its sign does not count"),
        ("Losses/Hinge.cs", "Ramp.Chain", Kind.Sign, "x", "only NaN comes there, and its sign does not count"),
        ("Losses/MeanAbsoluteError.cs", "AbsoluteDifference.Sign", Kind.Sign, "d", "only NaN comes there, and its sign does not count"),
        ("Elementwise/Pow.cs", "ScalarPowRule.Chain", Kind.Factor, "g * y", "y is infinite there, and so is what it is multiplied with"),
        ("Elementwise/NormalCdf.cs", "NormalHazardRule.Chain", Kind.Factor, "N.From(Far)", "between -10 and -5 both formulas serve"),
        ("LinearAlgebra/Cholesky.cs", "CholeskyRule.Congruent", Kind.Factor, "Transpose()", "what is transposed is symmetric"),
        ("Reduction/Norm.cs", "NormRule.Chain", Kind.Sign, "Launch.Zeros", "-0 is 0"),
        ("Reduction/Norm.cs", "NormRule.Chain", Kind.Swap, "EuclideanSlope", "the slope is a product of both"),
        ("Reduction/LogSumExp.cs", "ZeroForMinusInfinityRule.Chain", Kind.Factor, "N.Zero", "the adjoint that comes there is 0 already"),
        ("Reduction/Softmax.cs", "FiniteOrZeroRule.Chain", Kind.Factor, "", "the maximum it is used on is never tracked"),
        ("Reduction/Softmax.cs", "FiniteOrZeroRule.Chain", Kind.Sign, "", "the maximum it is used on is never tracked"),
        ("Reduction/Softmax.cs", "FiniteOrZeroRule.Chain", Kind.Swap, "", "the maximum it is used on is never tracked"),
        ("Losses/GaussianNegativeLogLikelihood.cs", "GaussianRule.ChainC", Kind.Swap, "p - t", "the difference is squared"),
        ("Losses/Losses.cs", "Weighted.ChainA", Kind.Swap, "Rule.Value", "no rule that is weighted reads its value"),
        ("Losses/Losses.cs", "Weighted.ChainB", Kind.Swap, "Rule.Value", "no rule that is weighted reads its value"),
        ("Losses/MultiMargin.cs", "MultiMarginRule.ChainA", Kind.Swap, "isRight", "the right score against itself: both its slopes cancel"),
        ("Losses/MultiMargin.cs", "MultiMarginRule.ChainA", Kind.Factor, "N.Zero", "the right score against itself: both its slopes cancel"),
    ];

    /// <summary>The reason; null where none is known.</summary>
    public static string? For(Mutation mutation)
    {
        foreach (var (file, method, kind, original, reason) in Known)
        {
            if (mutation.File.EndsWith(file, StringComparison.Ordinal) && mutation.Method == method && mutation.Kind == kind && mutation.Original.Contains(original, StringComparison.Ordinal)) return reason;
        }

        return null;
    }
}
