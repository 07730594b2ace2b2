using System.Text;

namespace AutoDiff.Checking;

/// <summary>A check of an elementwise rule: as a function of tensors, and by the laws that its other kinds of number offer.</summary>
internal static class RuleCheck
{
    /// <param name="name">The name in reports.</param>
    /// <param name="f">The rule in double.</param>
    /// <param name="single">The rule in float.</param>
    /// <param name="byDual">The rule with its derivative taken by dual numbers; null where that is how it is taken anyway.</param>
    /// <param name="complex">The rule at complex numbers.</param>
    /// <param name="options">What to check.</param>
    /// <param name="xs">Where.</param>
    public static CheckReport Run(
        string name, Func<Tensor<double>[], Tensor<double>> f, Func<Tensor<float>[], Tensor<float>> single, Func<Tensor<double>[], Tensor<double>>? byDual, Func<ComplexNumber[], ComplexNumber> complex,
        CheckOptions? options, params Tensor<double>[] xs)
    {
        var report = new Checker<double>(f, options ?? new CheckOptions(), xs, name, Names.Inputs(xs.Length)).Run();
        if (!report.Options.Laws) return report;
        var context = new Context<double>(report.Options, report);
        var subject = Subject<double>.Function(f, Array.ConvertAll(xs, x => x.Detach()));
        ElementwiseLaws.CompareComplexStep(complex, subject, context);
        if (byDual is not null) ElementwiseLaws.CompareDualNumbers(byDual, subject, context);
        if (report.Passed) Precision.Compare(single, f, Array.ConvertAll(xs, x => Numbers.ToTensor<float>(Numbers.Of(x), x.Shape)), report);
        return report;
    }

    /// <summary>The name of a rule as the tape lists it: LeakyReluRule is "leaky_relu".</summary>
    public static string NameOf<R>()
    {
        var words = typeof(R).Name.AsSpan();
        if (words.EndsWith("Rule") && words.Length > 4) words = words[..^4];
        var name = new StringBuilder();
        foreach (var letter in words)
        {
            if (char.IsUpper(letter) && name.Length > 0) name.Append('_');
            name.Append(char.ToLowerInvariant(letter));
        }

        return name.ToString();
    }
}
