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
    ];

    private static Tensor[] Both((Tensor<T> Values, Tensor<int> Indices) results) => [results.Values, results.Indices];

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
