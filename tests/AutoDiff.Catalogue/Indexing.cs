using System.Numerics;

namespace AutoDiff.Catalogues;

/// <summary>Rows of operations that take and put elements by an index or a mask, and of those that order elements.</summary>
internal static class IndexingRows<T> where T : unmanaged, IFloatingPointIeee754<T>
{
    public static Row<T>[] Rows =>
    [
        new("index_select", [nameof(Tensor.IndexSelect)], c => Tensor.IndexSelect(c.X, c.Axis, c.Index()), Of([[3, 2]], new { dim = 0 }, Tensor.Of(2, 0, 2)), Of([[2, 3]], new { dim = -1 }, Tensor.Of(1, 1))),
        new("take_rows", [nameof(Tensor.TakeRows)], c => Tensor.TakeRows(c.X, c.Index()), Of([[3, 2]], null, Tensor.From([2, 0, 2, 1, 1, 1], [2, 3])), Of([[3, 2]], null, Tensor.Scalar(1))),
        new("take", [nameof(Tensor.Take)], c => Tensor.Take(c.X, c.Index()), Of([[2, 3]], null, Tensor.From([5, 0, 5, 2], [2, 2]))),
        new("gather", [nameof(Tensor.Gather)], c => Tensor.Gather(c.X, c.Axis, c.Index()), Of([[2, 3]], new { dim = 1 }, Tensor.From([2, 2, 0, 1], [2, 2])), Of([[2, 3, 2]], new { dim = 0 }, Tensor.From([1, 0, 1, 1], [1, 2, 2]))),
        new("scatter", [nameof(Tensor.Scatter)], c => Tensor.Scatter(c[0], c.Axis, c.Index(), c[1]), Of([[2, 3], [2, 2]], new { dim = 1 }, Tensor.From([2, 0, 0, 1], [2, 2])), Of([[3], [4]], new { dim = 0 }, Tensor.Of(2, 0, 2, 2))),
        new("scatter_add", [nameof(Tensor.ScatterAdd)], c => Tensor.ScatterAdd(c[0], c.Axis, c.Index(), c[1]), Of([[2, 3], [2, 2]], new { dim = 1 }, Tensor.From([2, 2, 0, 1], [2, 2]))),
        new("index_add", [nameof(Tensor.IndexAdd)], c => Tensor.IndexAdd(c[0], c.Axis, c.Index(), c[1], c.Attributes.Number("alpha", 1)), Of([[3, 2], [4, 2]], new { dim = 0, alpha = 0.5 }, Tensor.Of(2, 0, 2, 1)), Of([[2, 3], [2, 2]], new { dim = -1 }, Tensor.Of(0, 2))),
        new("index_get", [nameof(Tensor.IndexGet)], c => Tensor.IndexGet(c.X, Indices(c)), Of([[2, 3]], null, Tensor.Of(1, 0, 1), Tensor.Of(2, 2, 2)), Of([[2, 3, 2]], null, Tensor.From([1, 0], [2, 1]), Tensor.Of(2, 0, 1))),
        new("index_put", [nameof(Tensor.IndexPut)], c => Tensor.IndexPut(c[0], Indices(c), c[1]), Of([[2, 3], [3]], null, Tensor.Of(1, 0, 1), Tensor.Of(2, 2, 2)), Of([[2, 3, 2], [2]], null, Tensor.Of(1, 0, 1))),
        new("index_put_add", [nameof(Tensor.IndexPut)], c => Tensor.IndexPut(c[0], Indices(c), c[1], accumulate: true), Of([[2, 3], [3]], null, Tensor.Of(1, 0, 1), Tensor.Of(2, 2, 2)), Of([[3, 2], []], null, Tensor.Of(1, 0))),
        new("masked_fill", [nameof(Tensor.MaskedFill)], c => Tensor.MaskedFill(c.X, c.Mask(), c.Attributes.Number("value")), Of([[2, 3]], new { value = 0.5 }, Tensor.Of(true, false, true))),
        new("masked_select", [nameof(Tensor.MaskedSelect)], c => Tensor.MaskedSelect(c.X, c.Mask()), Of([[2, 3]], null, Tensor.Of(true, false, true)), Of([[3]], null, Tensor.From([true, false, true, true, true, false], [2, 3]))),
        new("masked_scatter", [nameof(Tensor.MaskedScatter)], c => Tensor.MaskedScatter(c[0], c.Mask(), c[1]), Of([[2, 3], [5]], null, Tensor.Of(true, false, true))),
        new("one_hot", [nameof(Tensor.OneHot)], c => Tensor.OneHot<T>(c.Index(), c.Attributes.Integer("num_classes"))),
        new("nonzero", [nameof(Tensor.NonZero)], c => Tensor.NonZero(c.X)),
        new("sort", [nameof(Tensor.Sort)], c => Both(Tensor.Sort(c.X, c.Attributes.Integer("dim", -1), c.Attributes.Flag("descending"))), Of([[5]], new { dim = 0 }), Of([[3, 2]], new { dim = 0, descending = true }), Of([[2, 4]], new { dim = -1 })),
        new("argsort", [nameof(Tensor.ArgSort)], c => Tensor.ArgSort(c.X, c.Attributes.Integer("dim", -1), c.Attributes.Flag("descending"))),
        new("topk", [nameof(Tensor.TopK)], c => Both(Tensor.TopK(c.X, c.Attributes.Integer("k"), c.Attributes.Integer("dim", -1), c.Attributes.Flag("largest", true))), Of([[5]], new { k = 3, dim = 0 }), Of([[4, 2]], new { k = 2, dim = 0, largest = false })),
        new("searchsorted", [nameof(Tensor.SearchSorted)], c => Tensor.SearchSorted(c[0], c[1], c.Attributes.Flag("right"))),
        new("bucketize", [nameof(Tensor.Bucketize)], c => Tensor.Bucketize(c[0], c[1], c.Attributes.Flag("right"))),
        new("unique", [nameof(Tensor.Unique)], c => Unique(c.X)),
    ];

    private static Sample<T> Of(Shape[] shapes, object? attributes = null, params Tensor[] more) => Samples<T>.Of(Domain.Usual, shapes, attributes, more);

    private static Tensor[] Both((Tensor<T> Values, Tensor<int> Indices) results) => [results.Values, results.Indices];

    private static Tensor<int>[] Indices(Call<T> call) => [.. Enumerable.Range(0, call.IndexCount).Select(call.Index)];

    private static Tensor[] Unique(Tensor<T> x)
    {
        var (values, inverse, counts) = Tensor.Unique(x);
        return [values, inverse, counts];
    }
}
