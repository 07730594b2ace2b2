using System.Numerics;

namespace AutoDiff.Catalogues;

/// <summary>Rows of operations that reduce axes or scan along one.</summary>
internal static class ReductionRows<T> where T : unmanaged, IFloatingPointIeee754<T>
{
    public static Row<T>[] Rows =>
    [
        new("sum", [nameof(Tensor.Sum)], c => Tensor.Sum(c.X, c.Axes, c.KeepAxes), OverAxes()),
        new("sum_to", [nameof(Tensor.SumTo)], c => Tensor.SumTo(c.X, c.Attributes.Integers("shape")!), Samples<T>.Of(Domain.Usual, [[2, 3, 4]], new { shape = new[] { 3, 1 } })),
        new("mean", [nameof(Tensor.Mean)], c => Tensor.Mean(c.X, c.Axes, c.KeepAxes), OverAxes()),
        new("prod", [nameof(Tensor.Prod)], c => Tensor.Prod(c.X, c.Axes, c.KeepAxes), [.. OverAxes(), Zeros([2, 3], 1), Zeros([2, 3], 2, new { dim = 1 })]),
        new("var", [nameof(Tensor.Var)], c => Tensor.Var(c.X, c.Axes, c.Attributes.Flag("unbiased", true), c.KeepAxes), Spread()),
        new("std", [nameof(Tensor.Std)], c => Tensor.Std(c.X, c.Axes, c.Attributes.Flag("unbiased", true), c.KeepAxes), Spread()),
        new("std_mean", [nameof(Tensor.Std), nameof(Tensor.Mean)], c => [Tensor.Std(c.X, c.Axes, c.Attributes.Flag("unbiased", true), c.KeepAxes), Tensor.Mean(c.X, c.Axes, c.KeepAxes)], Spread()),
        new("trapezoid", [nameof(Tensor.Trapezoid)], c => c.Numbers.Length > 1 ? Tensor.Trapezoid(c[0], c[1], c.Attributes.Integer("dim", -1)) : Tensor.Trapezoid(c.X, c.Attributes.Number("dx", 1), c.Attributes.Integer("dim", -1)),
            Samples<T>.Of(Domain.Usual, [[2, 4]], new { dx = 0.5 }), Samples<T>.Of(Domain.Usual, [[3, 2], [3, 1]], new { dim = 0 }), Samples<T>.Of(Domain.Usual, [[2, 3], [3]])),
        new("norm", [nameof(Tensor.Norm)], c => Tensor.Norm(c.X, c.Attributes.Number("ord", 2), c.Axes, c.KeepAxes), [.. Norms()]),
        new("median", [nameof(Tensor.Median)], c => c.Axes.Length == 0 ? [Tensor.Median(c.X)] : Both(Tensor.Median(c.X, c.Axis, c.KeepAxes)), [.. AlongAxis(), Samples<T>.Of(Domain.Usual, [[2, 3]])]),
        new("quantile", [nameof(Tensor.Quantile)], c => Tensor.Quantile(c.X, c.Attributes.Number("q"), c.Axis, c.KeepAxes),
            Samples<T>.Of(Domain.Usual, [[4, 2]], new { q = 0.4, dim = 0 }), Samples<T>.Of(Domain.Usual, [[2, 3]], new { q = 1, dim = -1, keepdim = true })),
        new("any_all", [nameof(Tensor.Any), nameof(Tensor.All)], c => c.Attributes.Text("fn") == "all" ? Tensor.All(c.Mask(), c.Axes, c.KeepAxes) : Tensor.Any(c.Mask(), c.Axes, c.KeepAxes)),
        new("count_nonzero", [nameof(Tensor.CountNonZero)], c => Tensor.CountNonZero(c.X, c.Axes, c.KeepAxes)),
        new("amax", [nameof(Tensor.AMax)], c => Tensor.AMax(c.X, c.Axes, c.KeepAxes), OverAxes()),
        new("amin", [nameof(Tensor.AMin)], c => Tensor.AMin(c.X, c.Axes, c.KeepAxes), OverAxes()),
        new("max_all", [nameof(Tensor.AMax)], c => Tensor.AMax(c.X), Samples<T>.Unary(Domain.Usual)[0]),
        new("max_dim", [nameof(Tensor.Max)], c => Both(Tensor.Max(c.X, c.Axis, c.KeepAxes)), AlongAxis()),
        new("min_dim", [nameof(Tensor.Min)], c => Both(Tensor.Min(c.X, c.Axis, c.KeepAxes)), AlongAxis()),
        new("argmax", [nameof(Tensor.ArgMax)], c => c.Axes.Length == 0 ? Tensor.ArgMax(c.X) : Tensor.ArgMax(c.X, c.Axis, c.KeepAxes)),
        new("argmin", [nameof(Tensor.ArgMin)], c => c.Axes.Length == 0 ? Tensor.ArgMin(c.X) : Tensor.ArgMin(c.X, c.Axis, c.KeepAxes)),
        new("logsumexp", [nameof(Tensor.LogSumExp)], c => Tensor.LogSumExp(c.X, c.Axes, c.KeepAxes), OverAxes()),
        new("softmax", [nameof(Tensor.Softmax)], c => Tensor.Softmax(c.X, c.Axis), AlongAxis()),
        new("log_softmax", [nameof(Tensor.LogSoftmax)], c => Tensor.LogSoftmax(c.X, c.Axis), AlongAxis()),
        new("cumsum", [nameof(Tensor.CumSum)], c => Tensor.CumSum(c.X, c.Axis), AlongAxis()),
        new("cumprod", [nameof(Tensor.CumProd)], c => Tensor.CumProd(c.X, c.Axis), [.. AlongAxis(), Zeros([3, 2], 2, new { dim = 0 }), Zeros([5], 1, new { dim = 0 })]),
        new("logcumsumexp", [nameof(Tensor.LogCumSumExp)], c => Tensor.LogCumSumExp(c.X, c.Axis), AlongAxis()),
        new("cummax", [nameof(Tensor.CumMax)], c => Both(Tensor.CumMax(c.X, c.Axis)), AlongAxis()),
        new("cummin", [nameof(Tensor.CumMin)], c => Both(Tensor.CumMin(c.X, c.Axis)), AlongAxis()),
        new("linear_recurrence", [nameof(Tensor.LinearRecurrence)], c => Tensor.LinearRecurrence(c[0], c[1], c.Axis, c.Attributes.Flag("reverse")),
            Samples<T>.Of(Domain.Usual, [[4, 2], [4, 2]], new { dim = 0 }), Samples<T>.Of(Domain.Usual, [[2, 3], [2, 3]], new { dim = -1, reverse = true })),
    ];

    private static Tensor[] Both((Tensor<T> Values, Tensor<int> Indices) results) => [results.Values, results.Indices];

    /// <summary>Unbiased and not, over all axes, one and several.</summary>
    private static Sample<T>[] Spread() =>
    [
        Samples<T>.Of(Domain.Usual, [[2, 3]]),
        Samples<T>.Of(Domain.Usual, [[2, 3, 2]], new { dim = new[] { 0, -1 }, unbiased = false }),
        Samples<T>.Of(Domain.Usual, [[2, 3, 2]], new { dim = new[] { 1 }, keepdim = true }),
    ];

    /// <summary>Each kind of order.</summary>
    private static IEnumerable<Sample<T>> Norms() => new object[] { 0, 1, 2, 3, 0.5, -1.5, "Infinity", "-Infinity" }.SelectMany(ord => new[]
    {
        Samples<T>.Of(Domain.Usual, [[2, 3]], new { ord }),
        Samples<T>.Of(Domain.Usual, [[2, 3, 2]], new { ord, dim = new[] { 0, 2 }, keepdim = true }),
    });

    /// <summary>Numbers with a few zeros among them.</summary>
    private static Sample<T> Zeros(Shape shape, int count, object? attributes = null)
    {
        var numbers = Samples<T>.Draw(Domain.Usual, shape, 7).ToArray();
        for (var k = 0; k < count; k++) numbers[1 + k] = T.Zero;
        return new Sample<T>([Tensor.From(numbers, shape)], attributes is null ? Attributes.None : Attributes.Of(attributes));
    }

    /// <summary>The first axis and the last one.</summary>
    private static Sample<T>[] AlongAxis()
        => [Samples<T>.Of(Domain.Usual, [[3, 2]], new { dim = 0 }), Samples<T>.Of(Domain.Usual, [[2, 1, 4]], new { dim = -1 })];

    /// <summary>All axes, one, several, one that is kept, a scalar.</summary>
    private static Sample<T>[] OverAxes(Domain? domain = null) =>
    [
        Samples<T>.Of(domain ?? Domain.Usual, [[2, 3]]),
        Samples<T>.Of(domain ?? Domain.Usual, [[2, 3, 2]], new { dim = new[] { 0, -1 } }),
        Samples<T>.Of(domain ?? Domain.Usual, [[2, 3, 2]], new { dim = new[] { 1 }, keepdim = true }),
        Samples<T>.Of(domain ?? Domain.Usual, [[]]),
    ];
}
