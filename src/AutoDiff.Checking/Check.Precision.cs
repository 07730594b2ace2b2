using System.Runtime.CompilerServices;

namespace AutoDiff.Checking;

public static partial class Check
{
    /// <summary>Checks a function in float by way of the same function in double: that one against differences, the float derivatives against it.</summary>
    /// <param name="f">The function in float.</param>
    /// <param name="reference">The same function in double.</param>
    /// <param name="x">Where.</param>
    /// <param name="options">What to check; the defaults if left out.</param>
    /// <param name="expression">The text of the argument f, which the compiler hands in: it names the function in the report.</param>
    /// <returns>The report of both.</returns>
    /// <exception cref="ShapeException">The two return different shapes.</exception>
    /// <example><code>Check.SinglePrecision(Tensor.Tanh, Tensor.Tanh, x).ThrowIfFailed();</code></example>
    public static CheckReport SinglePrecision(
        Func<Tensor<float>, Tensor<float>> f, Func<Tensor<double>, Tensor<double>> reference, Tensor<float> x, CheckOptions? options = null,
        [CallerArgumentExpression(nameof(f))] string expression = "")
    {
        ArgumentNullException.ThrowIfNull(f);
        ArgumentNullException.ThrowIfNull(reference);
        return SinglePrecision(xs => f(xs[0]), xs => reference(xs[0]), options ?? new CheckOptions(), [x], Names.Function(expression), Names.Inputs(f, 1));
    }

    /// <summary>Checks a function of several tensors in float by way of the same function in double.</summary>
    /// <param name="f">The function in float.</param>
    /// <param name="reference">The same function in double.</param>
    /// <param name="options">What to check.</param>
    /// <param name="xs">Where.</param>
    /// <inheritdoc cref="SinglePrecision(Func{Tensor{float}, Tensor{float}}, Func{Tensor{double}, Tensor{double}}, Tensor{float}, CheckOptions, string)"/>
    public static CheckReport SinglePrecision(
        Func<Tensor<float>[], Tensor<float>> f, Func<Tensor<double>[], Tensor<double>> reference, CheckOptions options, params Tensor<float>[] xs)
    {
        ArgumentNullException.ThrowIfNull(xs);
        return SinglePrecision(f, reference, options, xs, "f", Names.Inputs(xs.Length));
    }

    private static CheckReport SinglePrecision(
        Func<Tensor<float>[], Tensor<float>> f, Func<Tensor<double>[], Tensor<double>> reference, CheckOptions options, Tensor<float>[] xs, string op, string[] names)
    {
        ArgumentNullException.ThrowIfNull(f);
        var report = new Checker<double>(reference, options, Array.ConvertAll(xs, x => Numbers.ToTensor<double>(Numbers.Of(x), x.Shape)), op, names).Run();
        Precision.Compare(f, reference, xs, report);
        return report;
    }
}
