namespace AutoDiff.Laws;

/// <summary>An operation of random programs: as text, on tensors, and element by element.</summary>
/// <param name="Text">As it is written, with {0} and {1} for values and {2} for an axis.</param>
/// <param name="OnTensors">From two values and an axis to a value.</param>
/// <param name="OnScalars">The same on single numbers.</param>
internal sealed record Operation(string Text, Func<Tensor<double>, Tensor<double>, int, Tensor<double>> OnTensors, Func<ScalarArray, ScalarArray, int, ScalarArray> OnScalars)
{
    /// <summary>All operations. They are smooth, but for the kinked ones at the end, and keep values of a size near 1.</summary>
    public static IReadOnlyList<Operation> All { get; } =
    [
        Map("Tensor.Sin({0})", x => Tensor.Sin(x), x => Var<double>.Sin(x)), Map("Tensor.Tanh({0})", x => Tensor.Tanh(x), x => Var<double>.Tanh(x)), Map("Tensor.Exp(-Tensor.Square({0}))", x => Tensor.Exp(-Tensor.Square(x)), x => Var<double>.Exp(-(x * x))),
        Map("Tensor.Sigmoid({0})", x => Tensor.Sigmoid(x), x => 1 / (1 + Var<double>.Exp(-x))), Map("Tensor.Log1p(Tensor.Square({0}))", x => Tensor.Log1p(Tensor.Square(x)), x => Var<double>.Log(1 + x * x)),
        Map("Tensor.Sqrt({0} * {0} + 0.5)", x => Tensor.Sqrt(x * x + 0.5), x => Var<double>.Sqrt(x * x + 0.5)), Map("Tensor.Atan({0})", x => Tensor.Atan(x), x => Var<double>.Atan(x)), Map("1.5 - {0}", x => 1.5 - x, x => 1.5 - x),
        Zip("({0} + {1}) * 0.5", (a, b) => (a + b) * 0.5, (a, b) => (a + b) * 0.5), Zip("{0} - {1} * 0.5", (a, b) => a - b * 0.5, (a, b) => a - b * 0.5), Zip("Tensor.Tanh({0}) * {1}", (a, b) => Tensor.Tanh(a) * b, (a, b) => Var<double>.Tanh(a) * b),
        Zip("{0} / ({1} * {1} + 1)", (a, b) => a / (b * b + 1), (a, b) => a / (b * b + 1)), Zip("Tensor.Hypot({0}, {1} * {1} + 1) * 0.5", (a, b) => Tensor.Hypot(a, b * b + 1) * 0.5, (a, b) => Var<double>.Sqrt(a * a + (b * b + 1) * (b * b + 1)) * 0.5),
        new("Tensor.Mean({0}, {2}, keepAxis: true)", (a, _, k) => a.Rank == 0 ? a : Tensor.Mean(a, k, keepAxis: true), (a, _, k) => a.Rank == 0 ? a : a.Fold(k, (x, y) => x + y).Map(x => x / a.Axes[k])),
        new("Tensor.Sum({0}, {2}) * 0.25", (a, _, k) => a.Rank == 0 ? a : Tensor.Sum(a, k) * 0.25, (a, _, k) => a.Rank == 0 ? a : Drop(a.Fold(k, (x, y) => x + y).Map(x => x * 0.25), k)),
        new("Tensor.Prod({0}, [{2}], keepAxes: true)", (a, _, k) => a.Rank == 0 ? a : Tensor.Prod(a, [k], keepAxes: true), (a, _, k) => a.Rank == 0 ? a : a.Fold(k, (x, y) => x * y)),
        new("Tensor.LogSumExp({0}, {2})", (a, _, k) => a.Rank == 0 ? a : Tensor.LogSumExp(a, k), (a, _, k) => a.Rank == 0 ? a : Drop(a.Map(Var<double>.Exp).Fold(k, (x, y) => x + y).Map(Var<double>.Log), k)),
        new("Tensor.Softmax({0}, {2})", (a, _, k) => a.Rank == 0 ? a : Tensor.Softmax(a, k), (a, _, k) => a.Rank == 0 ? a : ScalarArray.Zip(a.Map(Var<double>.Exp), a.Map(Var<double>.Exp).Fold(k, (x, y) => x + y), (x, y) => x / y)),
        new("Tensor.CumSum({0}, {2}) * 0.5", (a, _, k) => a.Rank == 0 ? a : Tensor.CumSum(a, k) * 0.5, (a, _, k) => a.Rank == 0 ? a : CumSum(a, k).Map(x => x * 0.5)),
        new("{0}.Transpose()", (a, _, _) => a.Rank < 2 ? a : a.Transpose(), (a, _, _) => a.Rank < 2 ? a : Move(a, [.. a.Axes[..^2], a.Axes[^1], a.Axes[^2]], i => [.. i[..^2], i[^1], i[^2]])),
        new("{0}.Flip({2})", (a, _, k) => a.Rank == 0 ? a : a.Flip(k), (a, _, k) => a.Rank == 0 ? a : Move(a, a.Axes, i => Set(i, k, a.Axes[k] - 1 - i[k]))),
        new("{0}.Roll(1, {2})", (a, _, k) => a.Rank == 0 ? a : a.Roll(1, k), (a, _, k) => a.Rank == 0 ? a : Move(a, a.Axes, i => Set(i, k, (i[k] + a.Axes[k] - 1) % a.Axes[k]))),
        new("{0}.Narrow({2}, 0, ({0}.Shape[{2}] + 1) / 2)", (a, _, k) => a.Rank == 0 ? a : a.Narrow(k, 0, (a.Shape[k] + 1) / 2), (a, _, k) => a.Rank == 0 ? a : Move(a, a.With(k, (a.Axes[k] + 1) / 2), i => i)),
        new("{0}.Narrow({2}, 0, ({0}.Shape[{2}] + 1) / 2, 2)", (a, _, k) => a.Rank == 0 || a.Shape[k] < 2 ? a : a.Narrow(k, 0, (a.Shape[k] + 1) / 2, 2), (a, _, k) => a.Rank == 0 || a.Axes[k] < 2 ? a : Move(a, a.With(k, (a.Axes[k] + 1) / 2), i => Set(i, k, 2 * i[k]))),
        new("{0}.Select({2}, -1)", (a, _, k) => a.Rank == 0 ? a : a.Select(k, -1), (a, _, k) => a.Rank == 0 ? a : Move(a, Without(a.Axes, k), i => [.. i[..k], a.Axes[k] - 1, .. i[k..]])),
        new("{0}.Unsqueeze({2})", (a, _, k) => a.Rank > 2 ? a : a.Unsqueeze(k), (a, _, k) => a.Rank > 2 ? a : new([.. a.Axes[..k], 1, .. a.Axes[k..]], a.Elements)),
        new("{0}.Reshape(-1)", (a, _, _) => a.Reshape(-1), (a, _, _) => new([a.Elements.Length], a.Elements)),
        new("Tensor.Concat<double>([{0}, {0}.Flip({2})], {2})", (a, _, k) => a.Rank == 0 || a.Length > 12 ? a : Tensor.Concat<double>([a, a.Flip(k)], k),
            (a, _, k) => a.Rank == 0 || a.Elements.Length > 12 ? a : Move(a, a.With(k, 2 * a.Axes[k]), i => Set(i, k, i[k] < a.Axes[k] ? i[k] : 2 * a.Axes[k] - 1 - i[k]))),
        new("Tensor.MatMul({0}, {0}.Transpose()) * 0.25", (a, _, _) => a.Rank < 2 ? a : Tensor.MatMul(a, a.Transpose()) * 0.25, (a, _, _) => a.Rank < 2 ? a : Gram(a)),
        Map("Tensor.Relu({0})", x => Tensor.Relu(x), x => Var<double>.Max(x, 0.0)), Map("Tensor.Abs({0})", x => Tensor.Abs(x), x => Var<double>.Abs(x)), Zip("Tensor.Maximum({0}, {1} * 0.7)", (a, b) => Tensor.Maximum(a, b * 0.7), (a, b) => Var<double>.Max(a, b * 0.7)),
    ];

    private static Operation Map(string text, Func<Tensor<double>, Tensor<double>> tensors, Func<Var<double>, Var<double>> scalars) => new(text, (a, _, _) => tensors(a), (a, _, _) => a.Map(scalars));

    private static Operation Zip(string text, Func<Tensor<double>, Tensor<double>, Tensor<double>> tensors, Func<Var<double>, Var<double>, Var<double>> scalars)
        => new(text, (a, b, _) => tensors(a, b), (a, b, _) => ScalarArray.Zip(a, b, scalars));

    private static ScalarArray Move(ScalarArray a, int[] axes, Func<int[], int[]> from) => ScalarArray.Of(axes, index => a.At(from(index)));

    private static ScalarArray Drop(ScalarArray a, int axis) => new(Without(a.Axes, axis), a.Elements);

    private static int[] Without(int[] axes, int axis) => [.. axes[..axis], .. axes[(axis + 1)..]];

    private static int[] Set(int[] index, int axis, int value)
    {
        var changed = (int[])index.Clone();
        changed[axis] = value;
        return changed;
    }

    private static ScalarArray CumSum(ScalarArray a, int axis) => ScalarArray.Of(a.Axes, index =>
    {
        var y = a.At(Set(index, axis, 0));
        for (var k = 1; k <= index[axis]; k++) y += a.At(Set(index, axis, k));
        return y;
    });

    private static ScalarArray Gram(ScalarArray a) => ScalarArray.Of([.. a.Axes[..^1], a.Axes[^2]], index =>
    {
        Var<double> y = 0.0;
        for (var k = 0; k < a.Axes[^1]; k++) y += a.At([.. index[..^2], index[^2], k]) * a.At([.. index[..^2], index[^1], k]);
        return y * 0.25;
    });
}
