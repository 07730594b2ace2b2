using System.Numerics;

namespace AutoDiff.Catalogues;

/// <summary>Rows of operations that networks are made of.</summary>
internal static class NetworkRows<T> where T : unmanaged, IFloatingPointIeee754<T>
{
    public static Row<T>[] Rows =>
    [
        new("linear", [nameof(Tensor.Affine)], c => Tensor.Affine(c[0], c[1].Transpose(), c.Numbers.Length > 2 ? c[2] : null), Of([2, 3], [4, 3], [4]), Of([2, 1, 3], [2, 3], [2]), Of([3], [2, 3], [2])),
        new("layer_norm", [nameof(Tensor.LayerNorm)], c => Tensor.LayerNorm(c.X, c.Optional("weight"), c.Optional("bias"), RowAxes(c), c.Attributes.Number("eps", 1e-5)),
            Named([2, 3, 4], new { normalized_shape = new[] { 4 } }, ("weight", [4]), ("bias", [4])), Named([2, 3, 4], new { normalized_shape = new[] { 3, 4 } }), Named([3, 5], new { normalized_shape = new[] { 5 } }, ("weight", [5])), Named([1, 3], new { normalized_shape = new[] { 3 } }, ("bias", [3]))),
        new("rms_norm", [nameof(Tensor.RmsNorm)], c => Tensor.RmsNorm(c.X, c.Numbers.Length > 1 ? c[1] : null, 1, c.Attributes.Number("eps", 1e-5)), Of([2, 3, 4], [4]), Of([3, 5])),
        new("cross_entropy_rows", [nameof(Tensor.CrossEntropy)], c => Tensor.CrossEntropy(c.X, c.Index(), 2), Labelled([4, 3], 0, 2, 1, 0), Labelled([2, 20], 5, 19)),
        new("attention", [nameof(Tensor.Attention)], c => Tensor.Attention(c[0], c[1], c[2], c.Numbers.Length > 3 ? c[3] : null, c.Attributes.Flag("causal")),
            Of([3, 2], [4, 2], [4, 5]), Of([2, 2, 3, 2], [2, 2, 3, 2], [2, 2, 3, 2]), Of([2, 3, 2], [2, 4, 2], [2, 4, 2], [3, 4]), Causal([2, 3, 2], [2, 3, 2], [2, 3, 4]), Causal([2, 2], [4, 2], [4, 1])),
        new("lstm_sequence", [nameof(Tensor.Lstm)], c => Lstm(c), Of([3, 2, 2], [2, 12], [3, 12], [12], [2, 3], [2, 3]), Of([1, 1, 3], [3, 4], [1, 4], [4], [1, 1], [1, 1])),
    ];

    private static Tensor[] Lstm(Call<T> c)
    {
        var (hidden, lastHidden, lastCell) = Tensor.Lstm(c[0], c[1], c[2], c[3], c[4], c[5]);
        return [hidden, lastHidden, lastCell];
    }

    private static int RowAxes(Call<T> c) => c.Attributes.Integers("normalized_shape") is { } axes ? axes.Length : 1;

    private static Sample<T> Causal(params Shape[] shapes) => Samples<T>.Of(Domain.Usual, shapes, new { causal = true });

    private static Sample<T> Labelled(Shape shape, params int[] labels) => Samples<T>.Of(Domain.Usual, [shape], null, Tensor.From(labels));

    private static Sample<T> Named(Shape shape, object attributes, params (string Name, int[] Shape)[] more)
        => Samples<T>.Of(Domain.Usual, [shape, .. more.Select(x => (Shape)x.Shape)], attributes) with { Names = ["x", .. more.Select(x => x.Name)] };

    private static Sample<T> Of(params Shape[] shapes) => Samples<T>.Of(Domain.Usual, shapes);
}
