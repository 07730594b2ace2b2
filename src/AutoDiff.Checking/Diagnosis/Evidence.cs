using System.Numerics;

namespace AutoDiff.Checking;

/// <summary>All that a diagnosis may look at: a wrong Jacobian by inputs, the numbers at which it was taken, and the same elsewhere.</summary>
internal sealed class Evidence
{
    private readonly Func<double[][], Evidence?> _at;
    private readonly Func<int, bool> _hasPath;
    private readonly Dictionary<int, Pairs> _pairs = [];
    private readonly Dictionary<int, Formulas> _formulas = [];
    private Evidence[]? _more;

    private Evidence(Comparison comparison, Facts facts, Block[] blocks, double[][] points, double[] value, Func<double[][], Evidence?> at, Func<int, bool> hasPath)
        => (Comparison, Facts, Blocks, Points, Value, _at, _hasPath) = (comparison, facts, blocks, points, value, at, hasPath);

    public Comparison Comparison { get; }

    public Facts Facts { get; }

    /// <summary>One for each input.</summary>
    public Block[] Blocks { get; }

    /// <summary>The inputs.</summary>
    public double[][] Points { get; }

    /// <summary>The value, its parts one after the other.</summary>
    public double[] Value { get; }

    public static Evidence Of<T>(Subject<T> subject, Comparison comparison, bool isByEntry, bool isInBothModes, Context<T> context) where T : unmanaged, IFloatingPointIeee754<T>
    {
        // √ε of the differences, and a digit or two for the arithmetic of the patterns.
        var slack = Math.Max(1e-5, 10 * context.Judgement.Relative);
        var result = subject.Results.Length == 1 ? subject.Results[0] : [subject.Results.Sum(shape => shape.Size)];
        var facts = new Facts([.. context.Report.InputNames], subject.Shapes, result, subject.Order, comparison.Mode, comparison.Path, isByEntry, isInBothModes);
        return Make(subject, comparison);

        Evidence Make(Subject<T> where, Comparison compared) => new(
            compared, facts, [.. where.Shapes.Select((shape, k) => new Block(compared, k, shape, slack))], where.Points, [.. where.Values.SelectMany(part => part)],
            At, input => Derivatives.HasPath(where, input));

        Evidence? At(double[][] points)
        {
            try
            {
                var moved = subject.At([.. points.Select((point, k) => Numbers.ToTensor<T>(point, subject.Shapes[k]))]);
                var slopes = new Differences<T>(moved, comparison.Rows, new Random(1)).Jacobian(comparison.Columns);
                var analytic = Derivatives.Of(moved, comparison.Mode, comparison.Rows, comparison.Columns);
                return Make(moved, Comparison.Of(moved, comparison.Mode, comparison.Rows, comparison.Columns, analytic, slopes, context.Judgement));
            }
            catch (Exception exception) when (exception is not OutOfMemoryException)
            {
                // A function may refuse other inputs; then they tell nothing.
                return null;
            }
        }
    }

    /// <summary>The same Jacobian at other inputs; null where the function refuses them.</summary>
    public Evidence? At(double[][] points) => _at(points);

    /// <summary>True where one input's analytic entries are what <paramref name="expected"/> makes of the block, here and at more points.</summary>
    public bool Holds(Block block, Func<Block, int, int, double> expected)
        => block.Holds((r, c) => expected(block, r, c)) && More().All(other => other.Blocks[block.Input].Holds((r, c) => expected(other.Blocks[block.Input], r, c)));

    /// <summary>True where the tape knows a path from the input to the result, whatever the rules on it say.</summary>
    public bool HasPath(int input) => _hasPath(input);

    /// <summary>The entries of one input's derivative beside the numbers that they may be functions of.</summary>
    public Pairs Pairs(Block block) => _pairs.TryGetValue(block.Input, out var known) ? known : _pairs[block.Input] = Checking.Pairs.Of(this, block);

    /// <summary>The formulas that may explain the entries of one input's derivative.</summary>
    public Formulas Formulas(Block block) => _formulas.TryGetValue(block.Input, out var known) ? known : _formulas[block.Input] = new Formulas(Pairs(block));

    /// <summary>The Jacobian at the inputs and at some more: the elements of each input in turned order, so that a pattern that goes with values is told from one that goes with places.</summary>
    public IReadOnlyList<Evidence> More()
    {
        if (_more is not null) return _more;
        var all = new List<Evidence> { this };
        var random = new Random(1);
        for (var turn = 1; turn <= 5; turn++)
        {
            // Each element moves a little as well: inputs with one or equal elements must give different numbers too.
            var points = Array.ConvertAll(Points, x => Enumerable.Range(0, x.Length).Select(i => x[(i + turn) % x.Length] * (1 + 0.25 * (random.NextDouble() - 0.5))).ToArray());
            if (At(points) is { } other) all.Add(other);
        }

        return _more = [.. all];
    }
}

/// <summary>What is the same wherever a Jacobian is taken.</summary>
/// <param name="Names">The names of the inputs.</param>
/// <param name="Shapes">The shapes of the inputs.</param>
/// <param name="Result">The shape of the result.</param>
/// <param name="Order">The order of the derivative.</param>
/// <param name="Mode">How it was taken.</param>
/// <param name="Path">How it was taken, through all orders.</param>
/// <param name="IsByEntry">True where rows and columns are entries; along directions little can be read off.</param>
/// <param name="IsInBothModes">True where vjp and jvp make the same mistake.</param>
internal sealed record Facts(string[] Names, Shape[] Shapes, Shape Result, int Order, CheckMode Mode, string Path, bool IsByEntry, bool IsInBothModes)
{
    /// <summary>What computes the derivative.</summary>
    public string Rule => IsInBothModes ? "rule" : Mode == CheckMode.Reverse ? "vjp" : "jvp";

    /// <summary>A diagnosis of the derivative with respect to one input.</summary>
    public CheckDiagnosis Diagnose(Mistake mistake, int input, string what, string remedy = "") => new(mistake, Order, Path, input, what, remedy);
}
