namespace AutoDiff.Checking.Tests.Corpus;

using D = Tensor<double>;

/// <summary>A rule with one deliberate mistake, and what the checker should call it.</summary>
/// <param name="Name">What is wrong, with which operation.</param>
/// <param name="Mistake">The kind of mistake.</param>
/// <param name="Check">Checks the rule.</param>
public sealed record WrongRule(string Name, Mistake Mistake, Func<CheckReport> Check)
{
    /// <summary>An operation that states a vjp.</summary>
    public static WrongRule Vjp(string name, Mistake mistake, Func<D[], D> value, Func<D, D[], D, D?[]> vjp, params D[] xs)
        => new(name, mistake, () => Checking.Check.Function(name, value, vjp, null, xs));

    /// <summary>An operation that states a vjp and a jvp.</summary>
    public static WrongRule Both(string name, Mistake mistake, Func<D[], D> value, Func<D, D[], D, D?[]> vjp, Func<D[], D[], D, D> jvp, params D[] xs)
        => new(name, mistake, () => Checking.Check.Function(name, value, vjp, jvp, xs));

    /// <summary>The same with an operation of the library whose vjp is right, so that the jvp is what is looked at.</summary>
    public static WrongRule Jvp(string name, Mistake mistake, Func<D[], D> value, Func<D[], D[], D, D> jvp, params D[] xs)
        => new(name, mistake, () => Checking.Check.Function(name, value, (g, inputs, _) => Differentiate.Vjp(value, inputs, g).Vjps, jvp, xs));

    public override string ToString() => Name;
}
