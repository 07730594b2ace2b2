using System.Numerics;

namespace AutoDiff.Checking;

/// <summary>What is differentiated, from tensors to tensors: the function itself, its gradient, its tangent, the gradient of its gradient.</summary>
/// <remarks>The values of a subject of order k are derivatives of order k - 1 by the rules; they were held to differences themselves before.</remarks>
internal sealed class Subject<T> where T : unmanaged, IFloatingPointIeee754<T>
{
    private readonly Func<Tensor<T>[], Tensor<T>[]> _value;
    private readonly Func<Tape, Tensor<T>[], bool, Tensor<T>[]> _record;

    private Subject(
        int order, string path, Tensor<T>[] inputs, Func<Tensor<T>[], Tensor<T>[]> value, Func<Tape, Tensor<T>[], bool, Tensor<T>[]> record, Shape[] results, string[] resultNames,
        double[][]? naturals)
    {
        (Order, Path, Inputs, _value, _record, Results, ResultNames) = (order, path, inputs, value, record, results, resultNames);
        Shapes = Array.ConvertAll(inputs, x => x.Shape);
        Points = Array.ConvertAll(inputs, Numbers.Of);

        // Zeros move as far as the other inputs do.
        var ofZeros = Points.Select(point => Numbers.Largest(point)).Where(largest => largest > 0).Append(1).Min();
        Scales = Array.ConvertAll(Points, point => Numbers.Scale(point, ofZeros));
        Values = Array.ConvertAll(Value(inputs), Numbers.Of);
        Naturals = naturals ?? Array.ConvertAll(Values, part => Array.ConvertAll(part, Math.Abs));
    }

    /// <summary>The order of the derivative that a derivative of this is.</summary>
    public int Order { get; }

    /// <summary>How this came about from the function: "" or "reverse" or "forward over forward".</summary>
    public string Path { get; }

    /// <summary>Where, as constants.</summary>
    public Tensor<T>[] Inputs { get; }

    /// <summary>The inputs as numbers.</summary>
    public double[][] Points { get; }

    /// <summary>How far each element of the inputs may move.</summary>
    public double[][] Scales { get; }

    /// <summary>The shapes of the inputs.</summary>
    public Shape[] Shapes { get; }

    /// <summary>The shapes of the value.</summary>
    public Shape[] Results { get; }

    /// <summary>What the report calls each part of the value: "y", "grad x".</summary>
    public string[] ResultNames { get; }

    /// <summary>The value at the inputs.</summary>
    public double[][] Values { get; }

    /// <summary>How large each element of the value would be if nothing cancelled: the size of the function over those of the inputs by which it is differentiated.</summary>
    public double[][] Naturals { get; }

    /// <summary>The function itself.</summary>
    /// <exception cref="ArgumentException">The function returns null.</exception>
    public static Subject<T> Function(Func<Tensor<T>[], Tensor<T>> f, Tensor<T>[] xs)
    {
        var y = f([.. xs]) ?? throw new ArgumentException("check: the function must return a tensor, got null.", nameof(f));
        return new Subject<T>(1, "", xs, inputs => [f(inputs)], (_, leaves, _) => [f(leaves)], [y.Shape], ["y"], null);
    }

    /// <summary>The same subject somewhere else.</summary>
    public Subject<T> At(Tensor<T>[] inputs) => new(Order, Path, inputs, _value, _record, Results, ResultNames, Naturals);

    /// <summary>The value for other inputs.</summary>
    public Tensor<T>[] Value(Tensor<T>[] inputs) => _value([.. inputs]);

    /// <summary>The value for the leaves of a tape, recorded.</summary>
    public Tensor<T>[] Record(Tape tape, Tensor<T>[] leaves) => _record(tape, [.. leaves], true);

    /// <summary>The gradient of Σ ⟨value, u⟩, by reverse mode.</summary>
    /// <param name="us">One for each part of the value.</param>
    /// <param name="names">The names of the inputs.</param>
    public Subject<T> Gradient(Tensor<T>[] us, string[] names)
    {
        var natural = Naturals.Sum(part => part.Sum());
        var naturals = Array.ConvertAll(Scales, scale => Array.ConvertAll(scale, step => natural / step));
        return new Subject<T>(Order + 1, Then("reverse"), Inputs, inputs => OnTape(inputs, Gradients), Gradients, Shapes, Array.ConvertAll(names, name => "grad " + name), naturals);

        Tensor<T>[] Gradients(Tape tape, Tensor<T>[] leaves, bool graph)
        {
            var ys = _record(tape, leaves, true);
            var results = new (Tensor<T>, Tensor<T>)[ys.Length];
            for (var k = 0; k < ys.Length; k++) results[k] = (ys[k], us[k]);
            return [.. tape.Gradients<T>(results, Array.ConvertAll(leaves, leaf => (Target<T>)leaf), graph, Unreached.Zero)];
        }
    }

    /// <summary>The tangent of the value along v, by forward mode.</summary>
    /// <param name="vs">One for each input, stretched by its scale.</param>
    public Subject<T> Tangent(Tensor<T>[] vs)
    {
        return new Subject<T>(Order + 1, Then("forward"), Inputs, inputs => OnTape(inputs, Tangents), Tangents, Results, Array.ConvertAll(ResultNames, name => "tangent " + name), Naturals);

        Tensor<T>[] Tangents(Tape tape, Tensor<T>[] leaves, bool graph)
        {
            var ys = _record(tape, leaves, true);
            var sources = new (Tensor<T>, Tensor<T>)[leaves.Length];
            for (var k = 0; k < leaves.Length; k++) sources[k] = (leaves[k], vs[k]);
            if (graph) return tape.Tangents<T>(ys, sources);
            using (tape.Pause()) return tape.Tangents<T>(ys, sources);
        }
    }

    private static Tensor<T>[] OnTape(Tensor<T>[] inputs, Func<Tape, Tensor<T>[], bool, Tensor<T>[]> record)
    {
        using var tape = Tape.Start(higherOrder: true);
        return Array.ConvertAll(record(tape, Array.ConvertAll(inputs, tape.Variable), false), y => y.Detach());
    }

    private string Then(string mode) => Path.Length == 0 ? mode : mode + " over " + Path;
}
