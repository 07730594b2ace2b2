using System.Numerics;

namespace AutoDiff.Catalogues;

/// <summary>Rows of matrix operations.</summary>
internal static class LinearAlgebraRows<T> where T : unmanaged, IFloatingPointIeee754<T>
{
    public static Row<T>[] Rows =>
    [
        new("matmul", [nameof(Tensor.MatMul)], c => Tensor.MatMul(c[0], c[1]), Of([2, 3], [3, 4]), Of([3], [3]), Of([3], [3, 2]), Of([2, 3], [3]), Of([2, 1, 2, 3], [4, 3, 2])),
        new("mv", [nameof(Tensor.MatMul)], c => Tensor.MatMul(c[0], c[1]), Of([2, 3], [3])),
        new("bmm", [nameof(Tensor.MatMul)], c => Tensor.MatMul(c[0], c[1]), Of([2, 2, 3], [2, 3, 2])),
    ];

    private static Sample<T> Of(params Shape[] shapes) => Samples<T>.Of(Domain.Usual, shapes);
}
