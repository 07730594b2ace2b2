using System.Numerics;

namespace AutoDiff.Catalogues;

/// <summary>Rows of operations that networks are made of.</summary>
internal static class NetworkRows<T> where T : unmanaged, IFloatingPointIeee754<T>
{
    public static Row<T>[] Rows =>
    [
        new("linear", [nameof(Tensor.Affine)], c => Tensor.Affine(c[0], c[1].Transpose(), c.Numbers.Length > 2 ? c[2] : null), Of([2, 3], [4, 3], [4]), Of([2, 1, 3], [2, 3], [2]), Of([3], [2, 3], [2])),
        new("lstm_sequence", [nameof(Tensor.Lstm)], c => Lstm(c), Of([3, 2, 2], [2, 12], [3, 12], [12], [2, 3], [2, 3]), Of([1, 1, 3], [3, 4], [1, 4], [4], [1, 1], [1, 1])),
    ];

    private static Tensor[] Lstm(Call<T> c)
    {
        var (hidden, lastHidden, lastCell) = Tensor.Lstm(c[0], c[1], c[2], c[3], c[4], c[5]);
        return [hidden, lastHidden, lastCell];
    }

    private static Sample<T> Of(params Shape[] shapes) => Samples<T>.Of(Domain.Usual, shapes);
}
