using System.Numerics;

namespace AutoDiff.Catalogues;

/// <summary>Rows of operations that move elements: shapes, views, joins.</summary>
internal static class MovementRows<T> where T : unmanaged, IFloatingPointIeee754<T>
{
    public static Row<T>[] Rows =>
    [
        new("reshape", [nameof(Tensor<T>.Reshape)], c => c.X.Reshape(c.Attributes.Integers("shape")!.AsSpan()), Of([2, 3], new { shape = new[] { 3, -1 } })),
        new("flatten", [nameof(Tensor<T>.Flatten)], c => c.X.Flatten(c.Attributes.Integer("start_dim", 0), c.Attributes.Integer("end_dim", -1)), Of([2, 3, 2], new { start_dim = 1, end_dim = -1 }), Of([])),
        new("unflatten", [nameof(Tensor<T>.Unflatten)], c => c.X.Unflatten(c.Axis, c.Attributes.Integers("sizes")!), Of([2, 6], new { dim = 1, sizes = new[] { 2, -1 } })),
        new("transpose", [nameof(Tensor<T>.Transpose)], c => c.X.Transpose(c.Attributes.Integer("dim0"), c.Attributes.Integer("dim1")), Of([2, 3, 2], new { dim0 = 0, dim1 = -1 })),
        new("matrix_transpose", [nameof(Tensor<T>.Transpose)], c => c.X.Transpose(), Of([2, 3, 2])),
        new("permute", [nameof(Tensor<T>.Permute)], c => c.X.Permute(c.Attributes.Integers("dims")!), Of([2, 3, 2], new { dims = new[] { 2, 0, 1 } })),
        new("movedim", [nameof(Tensor<T>.MoveAxis)], c => c.X.MoveAxis(c.Attributes.Integers("source")!, c.Attributes.Integers("destination")!),
            Of([2, 3, 4], new { source = 0, destination = -1 }), Of([2, 3, 4], new { source = new[] { 0, 1 }, destination = new[] { 2, 0 } })),
        new("expand", [nameof(Tensor<T>.Expand), nameof(Tensor<T>.BroadcastTo)], c => c.X.Expand(c.Attributes.Integers("shape")!), Of([2, 1], new { shape = new[] { 3, -1, 2 } })),
        new("broadcast_to", [nameof(Tensor<T>.BroadcastTo)], c => c.X.BroadcastTo(c.Attributes.Integers("shape")!), Of([2, 1], new { shape = new[] { 3, 2, 2 } })),
        new("squeeze", [nameof(Tensor<T>.Squeeze)], Squeeze, Of([2, 1, 3], new { dim = 1 }), Of([1, 2, 1])),
        new("unsqueeze", [nameof(Tensor<T>.Unsqueeze)], c => c.X.Unsqueeze(c.Axis), Of([2, 3], new { dim = -1 }), Of([2, 3], new { dim = 0 })),
        new("flip", [nameof(Tensor<T>.Flip)], c => c.X.Flip(c.Attributes.Integers("dims")!), Of([2, 3], new { dims = new[] { 0, 1 } })),
        new("roll", [nameof(Tensor<T>.Roll)], Roll, Of([2, 3], new { shifts = 2 }), Of([3, 4], new { shifts = new[] { 1, -6 }, dims = new[] { 0, 1 } })),
        new("rot90", [nameof(Tensor<T>.Rot90)], c => c.X.Rot90(c.Attributes.Integer("k", 1), c.Attributes.Integers("dims") is { } plane ? plane[0] : 0, c.Attributes.Integers("dims") is { } axes ? axes[1] : 1),
            Of([2, 3], new { k = 1 }), Of([2, 3], new { k = 2 }), Of([2, 3, 2], new { k = -1, dims = new[] { 2, 0 } })),
        new("tril", [nameof(Tensor<T>.Tril)], c => c.X.Tril(c.Attributes.Integer("diagonal", 0)), Of([3, 3], new { diagonal = 0 }), Of([2, 3, 2], new { diagonal = -1 })),
        new("triu", [nameof(Tensor<T>.Triu)], c => c.X.Triu(c.Attributes.Integer("diagonal", 0)), Of([3, 3], new { diagonal = 1 }), Of([2, 2, 4], new { diagonal = -1 })),
        new("diag", [nameof(Tensor<T>.Diag)], c => c.X.Diag(c.Attributes.Integer("diagonal", 0)), Of([3], new { diagonal = -1 }), Of([2, 4], new { diagonal = 1 })),
        new("diagonal", [nameof(Tensor<T>.Diagonal)], c => c.X.Diagonal(c.Attributes.Integer("offset", 0), c.Attributes.Integer("dim1", 0), c.Attributes.Integer("dim2", 1)),
            Of([2, 3, 3], new { offset = 1, dim1 = -2, dim2 = -1 }), Of([3, 2, 4], new { offset = -1, dim1 = 0, dim2 = 2 })),
        new("diag_embed", [nameof(Tensor<T>.DiagEmbed)], c => c.X.DiagEmbed(c.Attributes.Integer("offset", 0), c.Attributes.Integer("dim1", -2), c.Attributes.Integer("dim2", -1)),
            Of([2, 3], new { offset = -1 }), Of([2, 3], new { dim1 = 0, dim2 = 2 })),
        new("repeat", [nameof(Tensor<T>.Tile)], c => c.X.Tile(c.Attributes.Integers("repeats")!), Of([2, 3], new { repeats = new[] { 2, 1, 3 } })),
        new("tile", [nameof(Tensor<T>.Tile)], c => c.X.Tile(c.Attributes.Integers("dims")!), Of([2, 3], new { dims = new[] { 2 } })),
        new("repeat_interleave", [nameof(Tensor<T>.RepeatInterleave)], Repeat, Of([2, 3], new { repeats = 2, dim = 1 }), Samples<T>.Of(Domain.Usual, [[3, 2]], new { dim = 0 }, Tensor.Of(2, 0, 1))),
        new("unfold_dim", [nameof(Tensor<T>.Unfold)], c => c.X.Unfold(c.Axis, c.Attributes.Integer("size"), c.Attributes.Integer("step", 1)),
            Of([2, 7], new { dim = 1, size = 3, step = 2 }), Of([5, 2], new { dim = 0, size = 2, step = 2 }), Of([4], new { dim = 0, size = 1, step = 3 })),
        new("mesh_grid", [nameof(Tensor.MeshGrid)], c => Tensor.MeshGrid<T>(c.Numbers), Samples<T>.Of(Domain.Usual, [[2], [3]])),
        new("narrow", [nameof(Tensor<T>.Narrow)], c => c.X.Narrow(c.Axis, c.Attributes.Integer("start"), c.Attributes.Integer("length")), Of([2, 5], new { dim = 1, start = 1, length = 3 })),
        new("select", [nameof(Tensor<T>.Select)], c => c.X.Select(c.Axis, c.Attributes.Integer("index")), Of([2, 3], new { dim = 1, index = -1 })),
        new("split", [nameof(Tensor<T>.Split)], Split, Of([5, 2], new { sizes = 2, dim = 0 }), Of([2, 5], new { sizes = new[] { 1, 4 }, dim = 1 })),
        new("chunk", [nameof(Tensor<T>.Chunk)], c => c.X.Chunk(c.Attributes.Integer("chunks"), c.Attributes.Integer("dim", 0)), Of([5, 2], new { chunks = 2, dim = 0 })),
        new("unbind", [nameof(Tensor<T>.Unbind)], c => c.X.Unbind(c.Attributes.Integer("dim", 0)), Of([2, 3], new { dim = 1 })),
        new("slice", ["Slices"], Cut, Of([3, 5], new { slices = new int?[][] { [-2, null, 1], [0, 4, 3] } })),
        new("concat", [nameof(Tensor.Concat)], c => Tensor.Concat<T>(c.Numbers, c.Attributes.Integer("dim", 0)), Samples<T>.Of(Domain.Usual, [[2, 3], [2, 1]], new { dim = -1 })),
        new("stack", [nameof(Tensor.Stack)], c => Tensor.Stack<T>(c.Numbers, c.Attributes.Integer("dim", 0)), Samples<T>.Of(Domain.Usual, [[2, 3], [2, 3]], new { dim = 1 })),
        new("hstack", [nameof(Tensor.HStack)], c => Tensor.HStack<T>(c.Numbers), Samples<T>.Of(Domain.Usual, [[2], [3]]), Samples<T>.Of(Domain.Usual, [[2, 3], [2, 1]])),
        new("vstack", [nameof(Tensor.VStack)], c => Tensor.VStack<T>(c.Numbers), Samples<T>.Of(Domain.Usual, [[3], [2, 3]])),
        new("diff", [nameof(Tensor.Diff)], c => Tensor.Diff(c.X, c.Attributes.Integer("dim", -1), c.Attributes.Integer("n", 1), c.Optional("prepend"), c.Optional("append")), Of([2, 4], new { n = 2 }), Of([3, 2], new { dim = 0 })),
        new("pad", [nameof(Tensor.Pad)], Pad, Of([2, 3], new { pad = new[] { new[] { 1, 0 }, [-1, 2] }, value = 0.5 }), Of([2, 3], new { pad = new[] { new[] { 1, 0 }, [0, 2] } }),
            Of([3, 4], new { pad = new[] { new[] { 1, 2 }, [3, 0] }, mode = "reflect" }), Of([1, 3], new { pad = new[] { new[] { 1, 0 }, [2, 4] }, mode = "replicate" }), Of([2, 3], new { pad = new[] { new[] { 2, 1 }, [0, 3] }, mode = "circular" })),
    ];

    private static Sample<T> Of(Shape shape, object? attributes = null) => Samples<T>.Of(Domain.Usual, [shape], attributes);

    private static Tensor Roll(Call<T> call) => call.Attributes.Integers("dims") is { } axes
        ? call.X.Roll(call.Attributes.Integers("shifts")!, axes)
        : call.X.Roll(call.Attributes.Integer("shifts"));

    private static Tensor Repeat(Call<T> call) => call.Attributes.Has("repeats")
        ? call.X.RepeatInterleave(call.Attributes.Integer("repeats"), call.Axis)
        : call.X.RepeatInterleave(call.Index(), call.Axis);

    private static Tensor[] Split(Call<T> call) => call.Attributes.Find("sizes")!.Value.ValueKind == System.Text.Json.JsonValueKind.Array
        ? call.X.Split(call.Attributes.Integers("sizes")!, call.Attributes.Integer("dim", 0))
        : call.X.Split(call.Attributes.Integer("sizes"), call.Attributes.Integer("dim", 0));

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
        (int, int)[] padding = [.. call.Attributes.Find("pad")!.Value.EnumerateArray().Select(axis => (axis[0].GetInt32(), axis[1].GetInt32()))];
        return call.Attributes.Text("mode", "constant") switch
        {
            "constant" => Tensor.Pad(call.X, padding, call.Attributes.Number("value", 0)),
            "reflect" => Tensor.Pad(call.X, padding, PadMode.Reflect),
            "replicate" => Tensor.Pad(call.X, padding, PadMode.Replicate),
            "circular" => Tensor.Pad(call.X, padding, PadMode.Circular),
            var mode => throw new NotOfferedException($"pad with mode {mode}"),
        };
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
