using FsCheck;
using FsCheck.Fluent;

namespace AutoDiff.Checking;

/// <summary>Runs a check on everything that is generated: a property test in one line, for any test framework.</summary>
public static class Properties
{
    /// <summary>Checks some generated cases; a case that fails is shrunk, and the exception shows it with its report.</summary>
    /// <param name="cases">What is generated.</param>
    /// <param name="check">From a case to the report of its check.</param>
    /// <param name="count">How many cases.</param>
    /// <exception cref="Exception">A case failed; the message has the case as generated, as shrunk, and the report.</exception>
    /// <exception cref="ArgumentOutOfRangeException">There are to be no cases.</exception>
    /// <example><code>
    /// Generate.Tensors(Domain.Positive).ForAll(x =&gt; Check.Gradients(MyOp, x));
    /// </code></example>
    public static void ForAll<C>(this Arbitrary<C> cases, Func<C, CheckReport> check, int count = 100)
    {
        ArgumentNullException.ThrowIfNull(cases);
        ArgumentNullException.ThrowIfNull(check);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(count);
        Prop.ForAll(cases, one => check(one).ThrowIfFailed()).Check(Config.QuickThrowOnFailure.WithMaxTest(count));
    }
}
