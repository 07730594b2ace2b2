using System.Globalization;

namespace AutoDiff.Checking;

/// <summary>A random composition of operations, each reading values before it, so that values are shared: what an operation is differentiated within.</summary>
/// <remarks>The library's operations in it are smooth and keep values of a size near 1, so that derivatives of all orders exist and rounding stays small.</remarks>
public sealed class RandomProgram
{
    /// <summary>As it is written, with {0} and {1} for values and {2} for an axis, and what it does.</summary>
    private static readonly (string Text, Func<Tensor<double>, Tensor<double>, int, Tensor<double>> Of)[] s_operations =
    [
        ("sin({0})", (a, _, _) => Tensor.Sin(a)), ("tanh({0})", (a, _, _) => Tensor.Tanh(a)), ("softplus({0}) / 2", (a, _, _) => Tensor.Softplus(a) * 0.5), ("exp(sin({0})) / 2", (a, _, _) => Tensor.Exp(Tensor.Sin(a)) * 0.5),
        ("({0} + {1}) / 2", (a, b, _) => (a + b) * 0.5), ("tanh({0}) * {1}", (a, b, _) => Tensor.Tanh(a) * b), ("{0} / ({1}^2 + 1)", (a, b, _) => a / (b * b + 1)), ("sin({0} - {1})", (a, b, _) => Tensor.Sin(a - b)),
        ("mean({0}, axis {2} mod rank)", (a, _, k) => a.Rank == 0 ? a : Tensor.Mean(a, k % a.Rank, keepAxis: true)), ("flip({0}, axis {2} mod rank)", (a, _, k) => a.Rank == 0 ? a : a.Flip(k % a.Rank)),
        ("transpose({0})", (a, _, _) => a.Rank < 2 ? a : a.Transpose()), ("softmax({0})", (a, _, _) => a.Rank == 0 ? a : Tensor.Softmax(a)), ("flatten({0})", (a, _, _) => a.Reshape(-1)), ("sin({0})^2", (a, _, _) => Tensor.Square(Tensor.Sin(a))),
    ];

    private readonly ProgramStep[] _steps;
    private readonly (string Name, Func<Tensor<double>, Tensor<double>> Of)[] _own;

    internal RandomProgram(Tensor<double> input, ProgramStep[] steps, (string Name, Func<Tensor<double>, Tensor<double>> Of)[] own) => (Input, _steps, _own) = (input, steps, own);

    /// <summary>Where it is to be differentiated.</summary>
    public Tensor<double> Input { get; }

    internal static int Operations => s_operations.Length;

    /// <summary>The value of the last step.</summary>
    /// <param name="x">Any tensor of the shape of <see cref="Input"/>.</param>
    /// <returns>Any shape.</returns>
    public Tensor<double> Run(Tensor<double> x)
    {
        var values = new List<Tensor<double>> { x };
        foreach (var step in _steps) values.Add(Apply(step, values));
        return values[^1];
    }

    /// <summary>The program as text, a line for each step.</summary>
    public override string ToString()
        => $"v0 = {Input}\n" + string.Join('\n', _steps.Select((step, k) => $"v{k + 1} = {string.Format(CultureInfo.InvariantCulture, TextOf(step), $"v{step.A % (k + 1)}", $"v{step.B % (k + 1)}", step.Axis)}"));

    /// <summary>The same with a step less, or a smaller input.</summary>
    internal IEnumerable<RandomProgram> Smaller(Func<Tensor<double>, IEnumerable<Tensor<double>>> smallerInputs)
    {
        for (var k = 0; k < _steps.Length && _steps.Length > 1; k++) yield return new RandomProgram(Input, [.. _steps[..k], .. _steps[(k + 1)..]], _own);
        foreach (var input in smallerInputs(Input)) yield return new RandomProgram(input, _steps, _own);
    }

    private string TextOf(ProgramStep step) => step.Operation < s_operations.Length ? s_operations[step.Operation].Text : Own(step).Name + "({0})";

    private (string Name, Func<Tensor<double>, Tensor<double>> Of) Own(ProgramStep step) => _own[(step.Operation - s_operations.Length) % _own.Length];

    private Tensor<double> Apply(ProgramStep step, List<Tensor<double>> values)
    {
        var (a, b) = (values[step.A % values.Count], values[step.B % values.Count]);
        if (step.Operation >= s_operations.Length) return Own(step).Of(a);

        // What does not broadcast is reduced to one number first.
        if (!Broadcasts(a.Shape, b.Shape)) b = Tensor.Sum(b) * (1.0 / Math.Max(1, b.Length));
        return s_operations[step.Operation].Of(a, b, step.Axis);
    }

    private static bool Broadcasts(Shape a, Shape b)
    {
        for (var k = 1; k <= Math.Min(a.Rank, b.Rank); k++)
        {
            if (a[^k] != b[^k] && a[^k] != 1 && b[^k] != 1) return false;
        }

        return true;
    }
}

/// <summary>One step: which operation, on which earlier values, along which axis; every choice is taken modulo what is possible.</summary>
internal readonly record struct ProgramStep(int Operation, int A, int B, int Axis);
