using System.Numerics;
using System.Runtime.CompilerServices;

namespace AutoDiff.Checking;

public static partial class Check
{
    /// <summary>Checks a function of one number, written for numbers that a tape follows.</summary>
    /// <param name="f">From a number to a number. Called many times.</param>
    /// <param name="x">Where; away from kinks, if you can.</param>
    /// <param name="complex">
    /// The same function for complex numbers, for a complex step as well; null for none. A function written once for any <c>INumberBase</c>
    /// is handed in twice.
    /// </param>
    /// <param name="options">What to check; the defaults if left out.</param>
    /// <param name="expression">The text of the argument f, which the compiler hands in: it names the function in the report.</param>
    /// <returns>The report; it does not throw by itself.</returns>
    /// <example><code>
    /// Check.Scalar(Horner, 1.5, Horner).ThrowIfFailed();       // static N Horner&lt;N&gt;(N x) where N : INumberBase&lt;N&gt;
    /// </code></example>
    public static CheckReport Scalar<T>(
        Func<Var<T>, Var<T>> f, T x, Func<Complex, Complex>? complex = null, CheckOptions? options = null, [CallerArgumentExpression(nameof(f))] string expression = "")
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        ArgumentNullException.ThrowIfNull(f);
        var report = new Checker<T>(xs => Tensor.FromScalars([f(Tensor.ScalarAt(xs[0]))], []), options ?? new CheckOptions(), [Tensor.Scalar(x)], Names.Function(expression), ["x"]).Run();
        if (complex is not null) ScalarComplexStep.Compare(f, x, complex, report);
        return report;
    }

    /// <summary>Checks a function of several numbers, written for numbers that a tape follows.</summary>
    /// <param name="f">From numbers to a number. Called many times.</param>
    /// <param name="options">What to check.</param>
    /// <param name="xs">Where; away from kinks, if you can.</param>
    /// <returns>The report; it does not throw by itself.</returns>
    /// <exception cref="ArgumentException">There are no numbers.</exception>
    public static CheckReport Scalars<T>(Func<Var<T>[], Var<T>> f, CheckOptions options, params T[] xs) where T : unmanaged, IFloatingPointIeee754<T>
    {
        ArgumentNullException.ThrowIfNull(f);
        ArgumentNullException.ThrowIfNull(xs);
        return new Checker<T>(
            inputs => Tensor.FromScalars([f(Array.ConvertAll(inputs, x => Tensor.ScalarAt(x)))], []), options, Array.ConvertAll(xs, Tensor.Scalar), "f", Names.Inputs(xs.Length)).Run();
    }
}
