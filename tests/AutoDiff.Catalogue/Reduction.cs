using System.Numerics;

namespace AutoDiff.Catalogues;

/// <summary>Rows of operations that reduce axes or scan along one.</summary>
internal static class ReductionRows<T> where T : unmanaged, IFloatingPointIeee754<T>
{
    public static Row<T>[] Rows =>
    [
        new("sum", [nameof(Tensor.Sum)], c => Tensor.Sum(c.X, c.Axes, c.KeepAxes), OverAxes()),
        new("sum_to", [nameof(Tensor.SumTo)], c => Tensor.SumTo(c.X, c.Attributes.Integers("shape")!), Samples<T>.Of(Domain.Usual, [[2, 3, 4]], new { shape = new[] { 3, 1 } })),
    ];

    /// <summary>All axes, one, several, one that is kept, a scalar.</summary>
    private static Sample<T>[] OverAxes(Domain? domain = null) =>
    [
        Samples<T>.Of(domain ?? Domain.Usual, [[2, 3]]),
        Samples<T>.Of(domain ?? Domain.Usual, [[2, 3, 2]], new { dim = new[] { 0, -1 } }),
        Samples<T>.Of(domain ?? Domain.Usual, [[2, 3, 2]], new { dim = new[] { 1 }, keepdim = true }),
        Samples<T>.Of(domain ?? Domain.Usual, [[]]),
    ];
}
