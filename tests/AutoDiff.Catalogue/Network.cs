using System.Numerics;

namespace AutoDiff.Catalogues;

/// <summary>Rows of operations that networks are made of.</summary>
internal static class NetworkRows<T> where T : unmanaged, IFloatingPointIeee754<T>
{
    public static Row<T>[] Rows =>
    [
        new("linear", [nameof(Tensor.Affine)], c => Tensor.Affine(c[0], c[1].Transpose(), c.Numbers.Length > 2 ? c[2] : null), Of([2, 3], [4, 3], [4]), Of([2, 1, 3], [2, 3], [2]), Of([3], [2, 3], [2])),
    ];

    private static Sample<T> Of(params Shape[] shapes) => Samples<T>.Of(Domain.Usual, shapes);
}
