namespace AutoDiff.Checking.Tests.Corpus;

using static WrongRule;

using D = Tensor<double>;

/// <summary>Wrong jvps, wrong higher derivatives, and what no derivative shows: state, layout, writing to an input.</summary>
internal static class Orders
{
    public static IEnumerable<WrongRule> Rules =>
    [
        Jvp("jvp of exp, sign", Mistake.WrongSign, xs => Tensor.Exp(xs[0]), (ts, _, y) => -ts[0] * y, In.Any(1, 4)),
        Jvp("jvp of square without its 2", Mistake.MissingFactor, xs => xs[0] * xs[0], (ts, xs, _) => ts[0] * xs[0], In.Any(2, 4)),
        Jvp("jvp of cube without a power", Mistake.MissingFactor, xs => xs[0] * xs[0] * xs[0], (ts, xs, _) => 3 * ts[0] * xs[0], In.Any(3, 4)),
        Jvp("jvp of mul without the second input", Mistake.NoGradient, xs => xs[0] * xs[1], (ts, xs, _) => ts[0] * xs[1], In.Any(4, 4), In.Any(5, 4)),
        Jvp("jvp of mul, swapped", Mistake.SwappedArguments, xs => xs[0] * xs[1], (ts, xs, _) => ts[0] * xs[0] + ts[1] * xs[1], In.Any(6, 4), In.Any(7, 4)),
        Jvp("jvp of cumulative sum, turned round", Mistake.Transposed, xs => Tensor.CumSum(xs[0], 0), (ts, _, _) => Tensor.CumSum(ts[0].Flip(0), 0).Flip(0), In.Any(8, 5)),
        Jvp("jvp of softmax without its sum", Mistake.MissingTerm, xs => Tensor.Softmax(xs[0]), (ts, _, y) => ts[0] * y, In.Any(9, 5)),
        Jvp("jvp of transpose, reshaped", Mistake.Transposed, xs => xs[0].Transpose(), (ts, _, y) => ts[0].Reshape(y.Shape), In.Any(10, 2, 3)),
        Jvp("jvp that adds a constant", Mistake.NotLinear, xs => Tensor.Exp(xs[0]), (ts, _, y) => ts[0] * y + 1, In.Any(11, 4)),
        Both("vjp of cube copied out", Mistake.Detached, Cube, (g, xs, _) => [3 * g * (xs[0] * xs[0]).Detach()], (ts, xs, _) => 3 * ts[0] * xs[0] * xs[0], In.Any(12, 4)),
        Both("jvp of cube copied out", Mistake.Detached, Cube, (g, xs, _) => [3 * g * xs[0] * xs[0]], (ts, xs, _) => 3 * ts[0] * (xs[0] * xs[0]).Detach(), In.Any(13, 4)),
        Both("vjp of cube, one factor copied out", Mistake.Detached, Cube, (g, xs, _) => [3 * g * xs[0] * xs[0].Detach()], (ts, xs, _) => 3 * ts[0] * xs[0] * xs[0], In.Any(14, 4)),
        Both("third derivative of the fourth power copied out", Mistake.Detached, xs => Tensor.Square(Tensor.Square(xs[0])), (g, xs, _) => [g * Slope(xs[0])], (ts, xs, _) => 4 * ts[0] * xs[0] * xs[0] * xs[0], In.Any(15, 4)),
        new("vjp with noise", Mistake.NotRepeatable, () =>
        {
            var random = new Random(3);
            return Checking.Check.Function<double>("noise", xs => xs[0] * 1, (g, _, _) => [g * random.NextDouble()], null, In.Any(16, 4));
        }),
        new("value with noise", Mistake.NotRepeatable, () =>
        {
            var random = new Random(3);
            return Checking.Check.Gradients(x => x * random.NextDouble(), In.Any(17, 4));
        }),
        new("input written to", Mistake.ChangesInput, () =>
        {
            double[] storage = [1, 2, 3];
            return Checking.Check.Gradients(
                x =>
                {
                    storage[1] = 5;
                    return x * 2;
                },
                Tensor.Wrap(storage, [3]));
        }),
        Vjp("inputs told apart by their layout", Mistake.DependsOnLayout, xs => xs[0] * 1, (g, xs, _) => [xs[0].IsContiguous ? g * 1 : g * 2], In.Any(18, 2, 3)),
        Vjp("a vjp with one adjoint too few", Mistake.WrongShape, xs => xs[0] * xs[1], (g, xs, _) => [g * xs[1]], In.Any(19, 3), In.Any(20, 3)),
        Vjp("a vjp that throws", Mistake.Throws, xs => xs[0] * 2, (g, xs, _) => throw new InvalidOperationException("no such thing"), In.Any(21, 3)),
        Vjp("NaN on the side that a mask drops", Mistake.NotFinite, xs => Tensor.Where(xs[0] > 0, Tensor.Sqrt(Tensor.Abs(xs[0])), Tensor.Zeros<double>(xs[0].Shape)), (g, xs, _) => [g * 0.5 / Tensor.Sqrt(xs[0])], Tensor.Of(-1.0, 0.5, 2, -0.3)),
        Vjp("at a kink, outside both slopes", Mistake.WrongBranch, xs => Tensor.Relu(xs[0]), (g, xs, _) => [g * (In.Step(xs[0]) + 3 * Tensor.FromMask<double>(Tensor.Equal(xs[0], Tensor.Scalar(0.0))))], Tensor.Of(0.0, 1, -1, 2)),
    ];

    private static D Cube(D[] xs) => xs[0] * xs[0] * xs[0];

    /// <summary>4x³ whose own derivative 12x² is a constant to the next order.</summary>
    private static D Slope(D x) => Tensor.Function<double>("slope", xs => 4 * xs[0] * xs[0] * xs[0], (g, xs, _) => [12 * g * (xs[0] * xs[0]).Detach()], (ts, xs, _) => 12 * ts[0] * xs[0] * xs[0], x);
}
