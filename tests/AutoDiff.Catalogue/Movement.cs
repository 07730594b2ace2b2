using System.Numerics;

namespace AutoDiff.Catalogues;

/// <summary>Rows of operations that move elements: shapes, views, joins.</summary>
internal static class MovementRows<T> where T : unmanaged, IFloatingPointIeee754<T>
{
    public static Row<T>[] Rows =>
    [
        new("reshape", [nameof(Tensor<T>.Reshape)], c => c.X.Reshape(c.Attributes.Integers("shape")!.AsSpan()), Of([2, 3], new { shape = new[] { 3, -1 } })),
        new("flatten", [nameof(Tensor<T>.Reshape)], Flatten, Of([2, 3, 2], new { start_dim = 1, end_dim = -1 })),
        new("transpose", [nameof(Tensor<T>.Transpose)], c => c.X.Transpose(c.Attributes.Integer("dim0"), c.Attributes.Integer("dim1")), Of([2, 3, 2], new { dim0 = 0, dim1 = -1 })),
        new("matrix_transpose", [nameof(Tensor<T>.Transpose)], c => c.X.Transpose(), Of([2, 3, 2])),
        new("permute", [nameof(Tensor<T>.Permute)], c => c.X.Permute(c.Attributes.Integers("dims")!), Of([2, 3, 2], new { dims = new[] { 2, 0, 1 } })),
        new("movedim", [nameof(Tensor<T>.Permute)], MoveAxes, Of([2, 3, 4], new { source = 0, destination = -1 })),
        new("expand", [nameof(Tensor<T>.BroadcastTo)], Expand, Of([2, 1], new { shape = new[] { 3, -1, 2 } })),
        new("squeeze", [nameof(Tensor<T>.Squeeze)], Squeeze, Of([2, 1, 3], new { dim = 1 }), Of([1, 2, 1])),
        new("unsqueeze", [nameof(Tensor<T>.Unsqueeze)], c => c.X.Unsqueeze(c.Axis), Of([2, 3], new { dim = -1 }), Of([2, 3], new { dim = 0 })),
        new("flip", [nameof(Tensor<T>.Flip)], c => c.X.Flip(c.Attributes.Integers("dims")!), Of([2, 3], new { dims = new[] { 0, 1 } })),
        new("narrow", [nameof(Tensor<T>.Narrow)], c => c.X.Narrow(c.Axis, c.Attributes.Integer("start"), c.Attributes.Integer("length")), Of([2, 5], new { dim = 1, start = 1, length = 3 })),
        new("select", [nameof(Tensor<T>.Select)], c => c.X.Select(c.Axis, c.Attributes.Integer("index")), Of([2, 3], new { dim = 1, index = -1 })),
        new("slice", ["Slices"], Cut, Of([3, 5], new { slices = new int?[][] { [-2, null, 1], [0, 4, 3] } })),
        new("concat", [nameof(Tensor.Concat)], c => Tensor.Concat<T>(c.Numbers, c.Attributes.Integer("dim", 0)), Samples<T>.Of(Domain.Usual, [[2, 3], [2, 1]], new { dim = -1 })),
        new("stack", [nameof(Tensor.Stack)], c => Tensor.Stack<T>(c.Numbers, c.Attributes.Integer("dim", 0)), Samples<T>.Of(Domain.Usual, [[2, 3], [2, 3]], new { dim = 1 })),
        new("index_select", [nameof(Tensor.IndexSelect)], c => Tensor.IndexSelect(c.X, c.Axis, c.Index()), Samples<T>.Of(Domain.Usual, [[3, 2]], new { dim = 0 }, Tensor.Of(2, 0, 2))),
        new("gather", [nameof(Tensor.Gather)], c => Tensor.Gather(c.X, c.Axis, c.Index()), Samples<T>.Of(Domain.Usual, [[2, 3]], new { dim = 1 }, Tensor.From([2, 2, 0, 1], [2, 2]))),
        new("scatter_add", [nameof(Tensor.ScatterAdd)], c => Tensor.ScatterAdd(c[0], c.Axis, c.Index(), c[1]), Samples<T>.Of(Domain.Usual, [[2, 3], [2, 2]], new { dim = 1 }, Tensor.From([2, 2, 0, 1], [2, 2]))),
        new("pad", [nameof(Tensor.Pad)], Pad, Of([2, 3], new { pad = new[] { new[] { 1, 0 }, [-1, 2] }, value = 0.5 })),
    ];

    private static Sample<T> Of(Shape shape, object? attributes = null) => Samples<T>.Of(Domain.Usual, [shape], attributes);

    private static Tensor Flatten(Call<T> call)
    {
        var axes = call.X.Shape.ToArray();
        if (axes.Length == 0) return call.X.Reshape(1);
        var start = call.Attributes.Integer("start_dim", 0) is var s && s < 0 ? s + axes.Length : s;
        var end = call.Attributes.Integer("end_dim", -1) is var e && e < 0 ? e + axes.Length : e;
        Shape shape = [.. axes[..start], axes[start..(end + 1)].Aggregate(1, (size, axis) => size * axis), .. axes[(end + 1)..]];
        return call.X.Reshape(shape);
    }

    private static Tensor MoveAxes(Call<T> call)
    {
        var rank = call.X.Rank;
        int[] From(string name) => [.. call.Attributes.Integers(name)!.Select(axis => axis < 0 ? axis + rank : axis)];
        var (source, destination) = (From("source"), From("destination"));
        var order = new Queue<int>(Enumerable.Range(0, rank).Except(source));
        return call.X.Permute([.. Enumerable.Range(0, rank).Select(axis => Array.IndexOf(destination, axis) is >= 0 and var k ? source[k] : order.Dequeue())]);
    }

    private static Tensor Expand(Call<T> call)
    {
        var (x, axes) = (call.X, call.Attributes.Integers("shape")!);
        for (var k = 1; k <= Math.Min(axes.Length, x.Rank); k++)
        {
            if (axes[^k] == -1) axes[^k] = x.Shape[^k];
        }

        return x.BroadcastTo(axes);
    }

    private static Tensor Squeeze(Call<T> call)
    {
        if (call.Attributes.Integers("dim") is not { } axes) return call.X.Squeeze();

        // Torch leaves an axis longer than 1 alone where we refuse; from the last axis on, so that the others keep their numbers.
        var (x, y) = (call.X, call.X);
        foreach (var axis in axes.Select(axis => axis < 0 ? axis + x.Rank : axis).OrderDescending())
        {
            if (axis < 0 || axis >= x.Rank || x.Shape[axis] == 1) y = y.Squeeze(axis);
        }

        return y;
    }

    private static Tensor Pad(Call<T> call)
    {
        if (call.Attributes.Text("mode", "constant") is not "constant" and var mode) throw new NotOfferedException($"pad with mode {mode}");
        var padding = call.Attributes.Find("pad")!.Value.EnumerateArray().Select(axis => (axis[0].GetInt32(), axis[1].GetInt32()));
        return Tensor.Pad(call.X, [.. padding], call.Attributes.Number("value", 0));
    }

    private static Tensor Cut(Call<T> call)
    {
        var slices = new List<Slice>();
        foreach (var slice in call.Attributes.Find("slices")!.Value.EnumerateArray())
        {
            var length = slices.Count < call.X.Rank ? call.X.Shape[slices.Count] : 0;
            int? At(int k) => slice[k].ValueKind == System.Text.Json.JsonValueKind.Null ? null : slice[k].GetInt32();
            int Place(int? at, int otherwise) => Math.Clamp(at is < 0 ? at.Value + length : at ?? otherwise, 0, length);
            var start = Place(At(0), 0);
            slices.Add(Slice.Every(start..Math.Max(start, Place(At(1), length)), At(2) ?? 1));
        }

        return call.X[[.. slices]];
    }
}
