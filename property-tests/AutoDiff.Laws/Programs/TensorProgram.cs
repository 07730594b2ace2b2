using System.Globalization;
using FsCheck;
using FsCheck.Fluent;

namespace AutoDiff.Laws;

/// <summary>A random program on tensors of any shape: each step reads earlier values, so values are shared, and some are never read.</summary>
public sealed record TensorProgram(int[] Axes, Step[] Steps, int Seed)
{
    /// <summary>Where it is differentiated.</summary>
    public Tensor<double> Input => new Data(Seed).Of(Axes);

    /// <summary>A number made of the last values, on tensors.</summary>
    public Tensor<double> Run(Tensor<double> x)
    {
        var values = new List<Tensor<double>> { x };
        foreach (var step in Steps) values.Add(Fits(values[Read(step.A, values.Count)], values[Read(step.B, values.Count)]) is var (a, b) ? Of(step).OnTensors(a, b, Axis(step, a.Rank)) : throw new InvalidOperationException());
        return Tensor.Sum(Tensor.Sin(values[^1])) + Tensor.Mean(values[^2]);
    }

    /// <summary>The same number, element by element.</summary>
    internal Var<double> Run(ScalarArray x)
    {
        var values = new List<ScalarArray> { x };
        foreach (var step in Steps)
        {
            var (a, b) = (values[Read(step.A, values.Count)], values[Read(step.B, values.Count)]);
            if (!Broadcasts(a.Axes, b.Axes)) b = new ScalarArray([], [Mean(b)]);
            values.Add(Of(step).OnScalars(a, b, Axis(step, a.Rank)));
        }

        return Sum(values[^1].Map(Var<double>.Sin)) + Mean(values[^2]);
    }

    /// <summary>As C#: what it prints runs.</summary>
    public override string ToString()
    {
        var shapes = new List<Tensor<double>> { Input };
        var lines = new List<string> { $"var v0 = Tensor.From([{string.Join(", ", Input.ToArray().Select(x => x.ToString("R", CultureInfo.InvariantCulture)))}], [{string.Join(", ", Axes)}]);" };
        foreach (var step in Steps)
        {
            var (places, k) = ((A: Read(step.A, shapes.Count), B: Read(step.B, shapes.Count)), shapes.Count);
            var (a, b) = Fits(shapes[places.A], shapes[places.B]);
            shapes.Add(Of(step).OnTensors(a, b, Axis(step, a.Rank)));
            var second = ReferenceEquals(b, shapes[places.B]) ? $"v{places.B}" : $"Tensor.Mean(v{places.B})";
            var text = ReferenceEquals(shapes[^1], a) ? $"v{places.A}" : string.Format(CultureInfo.InvariantCulture, Of(step).Text, $"v{places.A}", second, Axis(step, a.Rank));
            lines.Add($"var v{k} = {text};    // {shapes[^1].Shape}");
        }

        return string.Join('\n', [.. lines, $"var y = Tensor.Sum(Tensor.Sin(v{shapes.Count - 1})) + Tensor.Mean(v{shapes.Count - 2});"]);
    }

    /// <summary>Programs that shrink by dropping steps and axes.</summary>
    public static Arbitrary<TensorProgram> Arbitrary(int mostSteps = 10)
    {
        // Mostly what was just computed, so that little is dead.
        var read = Gen.Frequency((3, Gen.Choose(0, 1)), (1, Gen.Choose(2, 11)));
        var step = from op in Gen.Choose(0, Operation.All.Count - 1)
                   from a in read
                   from b in read
                   from k in Gen.Choose(0, 11)
                   select new Step(op, a, b, k);
        var program = from rank in Gen.Choose(0, 3)
                      from axes in Gen.Choose(1, 3).ArrayOf(rank)
                      from count in Gen.Choose(1, mostSteps)
                      from steps in step.ArrayOf(count)
                      from seed in Gen.Choose(1, 1_000_000)
                      select new TensorProgram(axes, steps, seed);
        return Arb.From(program, Shrink);
    }

    private static IEnumerable<TensorProgram> Shrink(TensorProgram program)
    {
        for (var k = 0; k < program.Steps.Length && program.Steps.Length > 1; k++) yield return program with { Steps = [.. program.Steps[..k], .. program.Steps[(k + 1)..]] };
        for (var k = 0; k < program.Axes.Length; k++)
        {
            yield return program with { Axes = [.. program.Axes[..k], .. program.Axes[(k + 1)..]] };
            if (program.Axes[k] > 1) yield return program with { Axes = [.. program.Axes[..k], program.Axes[k] - 1, .. program.Axes[(k + 1)..]] };
        }
    }

    private static Operation Of(Step step) => Operation.All[step.Op % Operation.All.Count];

    /// <summary>The place of a value, counted from the last one.</summary>
    private static int Read(int back, int count) => count - 1 - back % count;

    private static int Axis(Step step, int rank) => rank == 0 ? 0 : step.K % rank;

    /// <summary>What does not broadcast is replaced by its mean.</summary>
    private static (Tensor<double> A, Tensor<double> B) Fits(Tensor<double> a, Tensor<double> b) => (a, Broadcasts(a.Shape.ToArray(), b.Shape.ToArray()) ? b : Tensor.Mean(b));

    private static bool Broadcasts(int[] a, int[] b)
    {
        for (var k = 1; k <= Math.Min(a.Length, b.Length); k++)
        {
            if (a[^k] != b[^k] && a[^k] != 1 && b[^k] != 1) return false;
        }

        return true;
    }

    private static Var<double> Sum(ScalarArray a) => a.Elements.Aggregate((x, y) => x + y);

    private static Var<double> Mean(ScalarArray a) => Sum(a) / a.Elements.Length;
}
