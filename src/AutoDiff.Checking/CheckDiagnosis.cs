namespace AutoDiff.Checking;

/// <summary>What is probably wrong with a rule, read off the pattern of its errors.</summary>
/// <param name="Mistake">The kind of mistake.</param>
/// <param name="Order">The order of the derivative that is wrong; 0 for the value.</param>
/// <param name="Path">How it was taken: "reverse", "forward over reverse".</param>
/// <param name="Input">The place of the input whose derivative is wrong; -1 where it is about no single one.</param>
/// <param name="What">What is wrong, as a sentence.</param>
/// <param name="Remedy">What to do about it, as a sentence; empty where that is not known.</param>
public sealed record CheckDiagnosis(Mistake Mistake, int Order, string Path, int Input, string What, string Remedy = "")
{
    /// <summary>Both sentences.</summary>
    public override string ToString() => Remedy.Length == 0 ? What : What + " " + Remedy;
}
