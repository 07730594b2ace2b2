using System.Globalization;

namespace AutoDiff.Conformance;

/// <summary>Compares results with golden ones by the rules of the golden files, and collects what differs.</summary>
/// <param name="golden">The case.</param>
/// <param name="erratum">What is allowed for beyond the tolerance.</param>
internal sealed class Comparison(GoldenCase golden, Erratum? erratum = null)
{
    /// <summary>Where neither the file gives a tolerance nor the rules ask for equal bits.</summary>
    private const double Relative = 1e-13;

    private static readonly HashSet<string> BitEqualOps =
    [
        "compare", "where", "sign", "abs", "neg", "relu", "clamp", "floor", "ceil", "round", "trunc", "minimum", "maximum",
        "max_dim", "min_dim", "amax", "amin", "max_all", "argmax", "argmin",
    ];

    private readonly List<string> _differences = [];

    public bool IsEqual => _differences.Count == 0;

    public Verdict Verdict => IsEqual ? Verdict.Passed : Verdict.Failed(What);

    public string What => string.Join("; ", _differences);

    /// <summary>Values and masks: shape, then the values.</summary>
    public void Outputs(IReadOnlyList<Tensor> results) => Outputs(results, golden.Outputs, golden.Exact?.Outputs);

    /// <inheritdoc cref="Outputs(IReadOnlyList{Tensor})"/>
    public void Outputs(IReadOnlyList<Tensor> results, IReadOnlyList<GoldenTensor> expected, double[][]? exact = null)
    {
        if (results.Count != expected.Count) Differ($"{expected.Count} outputs expected, got {results.Count}");
        for (var k = 0; k < Math.Min(results.Count, expected.Count); k++)
            Compare($"output {k}", results[k], expected[k], 0, ExactOf(exact, k));
    }

    /// <summary>A gradient, a tangent or a second derivative.</summary>
    public void Derivative(string what, Tensor<double> result, GoldenTensor expected, int part, double[][]? exact = null, int place = 0)
        => Compare(what, result, expected, part, ExactOf(exact, place));

    /// <summary>Numbers that are no operation's result: within an absolute tolerance or, where the case has none, a relative one.</summary>
    public void Numbers(string what, double[] result, double[] expected, double? absolute = null, double relative = Relative)
    {
        if (result.Length != expected.Length) Differ($"{what}: {expected.Length} numbers expected, got {result.Length}");
        else Elements(what, result, expected, null, (a, b) => IsNear(a, b, absolute ?? relative * Math.Abs(b)));
    }

    /// <summary>A result of single or double precision within a relative and an absolute tolerance; indices and masks must be equal.</summary>
    public void Near(string what, Tensor result, GoldenTensor expected, double relative, double absolute)
    {
        var isNumbers = result is Tensor<double> or Tensor<float>;
        if (result.Shape != expected.Shape) Differ($"{what}: shape {expected.Shape} expected, got {result.Shape}");
        else if (isNumbers != expected.IsNumbers) Differ($"{what}: {expected.Kind} expected, got {result.ElementType.Name}");
        else Elements(what, Values(result), expected.Data, null, (a, b) => isNumbers ? IsNear(a, b, relative * Math.Abs(b) + absolute) : a == b);
    }

    /// <summary>A gradient that may lie anywhere in a range.</summary>
    public void Within(string what, Tensor<double> result, double[] low, double[] high)
    {
        var values = result.ToArray();
        if (values.Length != low.Length) Differ($"{what}: {low.Length} elements expected, got {values.Length}");
        for (var i = 0; i < Math.Min(values.Length, low.Length); i++)
        {
            if (values[i] >= low[i] - 1e-6 && values[i] <= high[i] + 1e-6) continue;
            Differ($"{what}[{i}]: in [{Text(low[i])}, {Text(high[i])}] expected, got {Text(values[i])}");
            return;
        }
    }

    private static double[]? ExactOf(double[][]? exact, int place) => exact is not null && place < exact.Length && exact[place].Length > 0 ? exact[place] : null;

    private void Compare(string what, Tensor result, GoldenTensor expected, int part, double[]? exact)
    {
        if (result.Shape != expected.Shape)
        {
            Differ($"{what}: shape {expected.Shape} expected, got {result.Shape}");
            return;
        }

        if (!expected.IsNumbers)
        {
            var isMask = result is Tensor<bool>;
            if (isMask != (expected.Kind == "bool") || result is Tensor<double>) Differ($"{what}: {expected.Kind} expected, got {result.ElementType.Name}");
            else Elements(what, Values(result), expected.Data, null, (a, b) => a == b);
            return;
        }

        if (result is not Tensor<double> numbers) Differ($"{what}: numbers expected, got {result.ElementType.Name}");
        else Elements(what, numbers.ToArray(), expected.Data, exact, Rule(part));
    }

    /// <summary>The rule of the README for a part of the case.</summary>
    private Func<double, double, bool> Rule(int part)
    {
        if (part == 0 && IsBitEqual) return (a, b) => BitConverter.DoubleToInt64Bits(a) == BitConverter.DoubleToInt64Bits(b) || (double.IsNaN(a) && double.IsNaN(b));
        if (golden.Family == "elementwise" && golden.Name.StartsWith("edge", StringComparison.Ordinal)) return (a, b) => IsNear(a, b, Relative * Math.Abs(b));
        var slack = erratum?.Part == part ? erratum.Relative : 0;
        return golden.Tolerance(part) is { } tolerance ? (a, b) => IsNear(a, b, tolerance + slack * Math.Abs(b)) : (a, b) => IsNear(a, b, Relative * Math.Abs(b));
    }

    private bool IsBitEqual => BitEqualOps.Contains(golden.Op)
        || (golden.Family == "shape" && golden.Op is not ("scatter_add" or "index_add" or "index_put_add"));

    /// <summary>NaN equals NaN, and an infinity only itself.</summary>
    private static bool IsNear(double a, double b, double tolerance)
        => double.IsFinite(b) && double.IsFinite(a) ? Math.Abs(a - b) <= tolerance : a.Equals(b);

    private static double[] Values(Tensor tensor) => tensor switch
    {
        Tensor<bool> mask => Array.ConvertAll(mask.ToArray(), holds => holds ? 1.0 : 0),
        Tensor<double> numbers => numbers.ToArray(),
        Tensor<float> numbers => Array.ConvertAll(numbers.ToArray(), number => (double)number),
        Tensor<int> indices => Array.ConvertAll(indices.ToArray(), index => (double)index),
        Tensor<long> indices => Array.ConvertAll(indices.ToArray(), index => (double)index),
        _ => throw new NotSupportedException($"tensors of {tensor.ElementType.Name} are not compared."),
    };

    private void Elements(string what, double[] result, double[] expected, double[]? exact, Func<double, double, bool> agrees)
    {
        var wrong = 0;
        var first = -1;
        for (var i = 0; i < expected.Length; i++)
        {
            if (agrees(result[i], expected[i]) || (exact is not null && agrees(result[i], exact[i]))) continue;
            if (wrong++ == 0) first = i;
        }

        if (wrong == 0) return;
        Differ($"{what}[{first}]: {Text(expected[first])}{(exact is null ? "" : $" (exact {Text(exact[first])})")} expected, got {Text(result[first])}"
            + $" (|difference| {Text(Math.Abs(result[first] - expected[first]))}{(wrong > 1 ? $"; {wrong} of {expected.Length} elements differ" : "")})");
    }

    private void Differ(string what) => _differences.Add(what);

    private static string Text(double value) => value.ToString("R", CultureInfo.InvariantCulture);
}
