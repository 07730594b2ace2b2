using FsCheck;
using FsCheck.Fluent;

namespace AutoDiff.Laws;

/// <summary>Numbers made from a seed, of a given shape: small, so that a failure prints what is needed to replay it.</summary>
public readonly record struct Data(int Seed)
{
    /// <summary>Uniform on [-1, 1). Seed 0 gives the round numbers 0, 1/4, ... instead.</summary>
    public Tensor<double> Of(Shape shape, int salt = 0)
        => Seed == 0
            ? (Tensor.Arange<double>(shape.Size).Reshape(shape) + salt) * 0.25
            : Tensor.Uniform<double>(shape, new Random(Seed * 31 + salt), -1, 1);
}

/// <summary>One step of a random program: which operation, on which earlier values, with which parameter. Every choice is taken modulo what is possible.</summary>
public readonly record struct Step(int Op, int A, int B, int K);

/// <summary>A random program on matrices: each step reads earlier values, so values are shared.</summary>
/// <remarks>All operations are smooth and keep values of a size near 1, so that derivatives of all orders exist and roundings stay small.</remarks>
public sealed record Graph(int Rows, int Columns, Step[] Steps, int Seed)
{
    private static readonly string[] Names =
    [
        "sin", "tanh", "exp", "add", "mul", "sub", "div", "sum", "matmul", "transpose", "flip", "narrow", "softplus", "broadcast", "reshape", "concat", "sigmoid", "square",
    ];

    public Data Data => new(Seed);

    public Shape Shape => [Rows, Columns];

    /// <summary>The value of the last step.</summary>
    public Tensor<double> Run(Tensor<double> x)
    {
        var values = new List<Tensor<double>> { x };
        foreach (var step in Steps) values.Add(Apply(step, values));
        return values[^1];
    }

    /// <summary>One number that depends on the value of the last step, each element with its own weight.</summary>
    public Tensor<double> RunToScalar(Tensor<double> x)
    {
        var y = Run(x);
        return Tensor.Sum(y * Data.Of(y.Shape, 99));
    }

    public override string ToString()
        => $"shape [{Rows}, {Columns}], seed {Seed}, steps {string.Join("; ", Steps.Select(s => $"{Names[s.Op % Names.Length]}({s.A}, {s.B}, {s.K})"))}";

    /// <summary>Random programs that shrink by dropping steps, rows, columns and randomness.</summary>
    public static Arbitrary<Graph> Arbitrary(int mostSteps = 8)
    {
        var step = from op in Gen.Choose(0, Names.Length - 1)
                   from a in Gen.Choose(0, 20)
                   from b in Gen.Choose(0, 20)
                   from k in Gen.Choose(0, 20)
                   select new Step(op, a, b, k);
        var graph = from rows in Gen.Choose(1, 4)
                    from columns in Gen.Choose(1, 4)
                    from count in Gen.Choose(1, mostSteps)
                    from steps in step.ArrayOf(count)
                    from seed in Gen.Choose(1, 1_000_000)
                    select new Graph(rows, columns, steps, seed);
        return Arb.From(graph, Shrink);
    }

    private static IEnumerable<Graph> Shrink(Graph graph)
    {
        for (var k = 0; k < graph.Steps.Length && graph.Steps.Length > 1; k++) yield return graph with { Steps = [.. graph.Steps[..k], .. graph.Steps[(k + 1)..]] };
        if (graph.Rows > 1) yield return graph with { Rows = graph.Rows - 1 };
        if (graph.Columns > 1) yield return graph with { Columns = graph.Columns - 1 };
        if (graph.Seed > 0) yield return graph with { Seed = graph.Seed / 2 };
    }

    private static Tensor<double> Apply(Step step, List<Tensor<double>> values)
    {
        var a = values[step.A % values.Count];
        var b = values[step.B % values.Count];
        if (!Broadcasts(a.Shape, b.Shape)) b = Tensor.Sum(b) * (1.0 / b.Length);
        return Names[step.Op % Names.Length] switch
        {
            "sin" => Tensor.Sin(a),
            "tanh" => Tensor.Tanh(a),
            "exp" => Tensor.Exp(Tensor.Sin(a)) * 0.5,
            "add" => (a + b) * 0.5,
            "mul" => a * b,
            "sub" => (a - b) * 0.5,
            "div" => a / (b * b + 1),
            "sum" => Tensor.Sum(a, axis: step.K % a.Rank, keepAxis: true) * (1.0 / a.Shape[step.K % a.Rank]),
            "matmul" => Tensor.MatMul(a, (a.Shape == b.Shape ? b : a).Transpose()) * (1.0 / a.Shape[^1]),
            "transpose" => a.Transpose(),
            "flip" => a.Flip(step.K % a.Rank),
            "narrow" => a.Narrow(step.K % a.Rank, 0, (a.Shape[step.K % a.Rank] + 1) / 2, 1 + (a.Shape[step.K % a.Rank] > 2 ? step.B % 2 : 0)),
            "softplus" => Tensor.Softplus(a) * 0.5,
            "broadcast" => a.Unsqueeze(0).BroadcastTo([2, .. a.Shape]).Reshape(2 * a.Shape[0], a.Shape[1]).Narrow(0, 0, a.Shape[0]),
            "reshape" => a.Reshape(a.Shape[1], a.Shape[0]),
            "concat" => Tensor.Concat<double>([a, a * 0.5]).Narrow(0, 0, a.Shape[0]),
            "sigmoid" => Tensor.Sigmoid(a),
            _ => Tensor.Square(a),
        };
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

/// <summary>A shape and one that broadcasts to it, with data.</summary>
public sealed record BroadcastPair(int[] From, int[] To, int Seed)
{
    public Data Data => new(Seed);

    public override string ToString() => $"from [{string.Join(", ", From)}] to [{string.Join(", ", To)}], seed {Seed}";

    /// <summary>Shapes up to rank 4, with axes of length 0 to 4, of which some are 1 or missing in the first.</summary>
    public static Arbitrary<BroadcastPair> Arbitrary()
    {
        var pair = from rank in Gen.Choose(0, 4)
                   from to in Gen.Frequency((1, Gen.Constant(0)), (20, Gen.Choose(1, 4))).ArrayOf(rank)
                   from ones in Gen.Elements(true, false).ArrayOf(rank)
                   from missing in Gen.Choose(0, rank)
                   from seed in Gen.Choose(1, 1_000_000)
                   select new BroadcastPair([.. to.Select((axis, k) => ones[k] ? 1 : axis).Skip(missing)], to, seed);
        return Arb.From(pair, Shrink);
    }

    private static IEnumerable<BroadcastPair> Shrink(BroadcastPair pair)
    {
        if (pair.To.Length > 0) yield return pair with { To = pair.To[1..], From = pair.From.Length == pair.To.Length ? pair.From[1..] : pair.From };
        for (var k = 1; k <= pair.To.Length; k++)
        {
            if (pair.To[^k] <= 1) continue;
            var (to, from) = ((int[])pair.To.Clone(), (int[])pair.From.Clone());
            to[^k] = 1;
            if (k <= from.Length) from[^k] = 1;
            yield return pair with { To = to, From = from };
        }

        if (pair.Seed > 0) yield return pair with { Seed = pair.Seed / 2 };
    }
}

/// <summary>Elements laid out in memory in a random way: the same values once strided and once contiguous.</summary>
public sealed record Layout(int[] Axes, int[] Moves, int Seed)
{
    public override string ToString() => $"shape [{string.Join(", ", Axes)}], moves [{string.Join(", ", Moves)}], seed {Seed}";

    public static Arbitrary<Layout> Arbitrary()
    {
        var layout = from rank in Gen.Choose(1, 3)
                     from axes in Gen.Choose(1, 40).ArrayOf(rank)
                     from count in Gen.Choose(1, 4)
                     from moves in Gen.Choose(0, 100).ArrayOf(count)
                     from seed in Gen.Choose(1, 1_000_000)
                     select new Layout(axes, moves, seed);
        return Arb.From(layout, Shrink);
    }

    /// <summary>The elements as a view.</summary>
    public Tensor<double> Strided() => View(new Data(Seed).Of(Axes));

    /// <summary>A view of x by the moves: transposed, narrowed with steps, flipped, wrapped with foreign strides, repeated.</summary>
    public Tensor<double> View(Tensor<double> x)
    {
        foreach (var move in Moves)
        {
            var axis = move / 5 % x.Rank;
            x = (move % 5) switch
            {
                0 => x.Transpose(0, axis),
                1 => x.Narrow(axis, x.Shape[axis] - 1, (x.Shape[axis] + 1) / 2, x.Shape[axis] > 1 ? -2 : 1),
                2 => x.Flip(axis),
                3 => x.Narrow(axis, 0, (x.Shape[axis] + 2) / 3, 3),
                _ when x.Rank < 4 => x.Unsqueeze(axis).BroadcastTo([.. x.Shape.Axes[..axis], 3, .. x.Shape.Axes[axis..]]),
                _ => x,
            };
        }

        return x;
    }

    private static IEnumerable<Layout> Shrink(Layout layout)
    {
        for (var k = 0; k < layout.Moves.Length; k++) yield return layout with { Moves = [.. layout.Moves[..k], .. layout.Moves[(k + 1)..]] };
        for (var k = 0; k < layout.Axes.Length; k++)
        {
            if (layout.Axes[k] == 1) continue;
            var axes = (int[])layout.Axes.Clone();
            axes[k] = Math.Max(1, axes[k] / 2);
            yield return layout with { Axes = axes };
        }

        if (layout.Seed > 0) yield return layout with { Seed = layout.Seed / 2 };
    }
}
