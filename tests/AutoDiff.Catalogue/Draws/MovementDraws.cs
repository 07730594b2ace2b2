using System.Numerics;

namespace AutoDiff.Catalogues;

/// <summary>Draws of operations that move elements.</summary>
internal static class MovementDraws<T> where T : unmanaged, IFloatingPointIeee754<T>
{
    public static Dictionary<string, Func<Dice<T>, Sample<T>>> Table => new()
    {
        ["reshape"] = d => Of(d, d.Shape(), shape => new { shape = shape.Contains(0) ? [0, 3] : d.OneIn(2) ? new[] { -1 } : [.. d.Order(shape.Length).Select(axis => shape[axis]), 1] }),
        ["flatten"] = d => Of(d, d.Shape(1), shape =>
        {
            var first = d.Between(0, shape.Length - 1);
            return new { start_dim = first, end_dim = d.Between(first, shape.Length - 1) - (d.OneIn(2) ? shape.Length : 0) };
        }),
        ["unflatten"] = d => Of(d, [d.Between(1, 3), 4, d.Between(1, 2)], _ => new { dim = d.Pick(1, -2), sizes = d.Pick<int[]>([2, -1], [-1, 4], [1, 2, 2], [4]) }),
        ["transpose"] = d => Of(d, d.Shape(1), shape => new { dim0 = d.Axis(shape.Length), dim1 = d.Axis(shape.Length) }),
        ["matrix_transpose"] = d => Of(d, d.Shape(2)),
        ["permute"] = d => Of(d, d.Shape(1), shape => new { dims = d.Order(shape.Length).Select(axis => d.OneIn(3) ? axis - shape.Length : axis).ToArray() }),
        ["movedim"] = d => Of(d, d.Shape(1), shape =>
        {
            var count = d.Between(1, shape.Length);
            return new { source = d.Order(shape.Length)[..count], destination = d.Order(shape.Length)[..count] };
        }),
        ["expand"] = d => Expand(d, d.Shape()), ["broadcast_to"] = d => Expand(d, d.Shape()),
        ["squeeze"] = d => Of(d, d.Shape(1), shape => d.OneIn(2) || !shape.Contains(1) ? new { } : new { dim = Array.IndexOf(shape, 1) - (d.OneIn(2) ? shape.Length : 0) }),
        ["unsqueeze"] = d => Of(d, d.Shape(), shape => new { dim = d.Axis(shape.Length + 1) }),
        ["flip"] = d => Of(d, d.Shape(1), shape => new { dims = d.Axes(shape.Length) }),
        ["roll"] = d => Of(d, d.Shape(1), shape => d.OneIn(3) ? new { shifts = d.Between(-9, 9) } : d.Axes(shape.Length) is var dims ? new { shifts = dims.Select(_ => d.Between(-9, 9)).ToArray(), dims } : new { }),
        ["rot90"] = d => Of(d, d.Shape(2), shape => new { k = d.Between(-5, 5), dims = d.Order(shape.Length)[..2] }),
        ["tril"] = d => Of(d, d.Shape(2), _ => new { diagonal = d.Between(-3, 3) }), ["triu"] = d => Of(d, d.Shape(2), _ => new { diagonal = d.Between(-3, 3) }),
        ["diag"] = d => Of(d, d.Shape(1, 2, empty: false), shape => new { diagonal = shape.Length == 1 ? d.Between(-2, 2) : d.Between(1 - shape[0], shape[1] - 1) }),
        ["diagonal"] = d => Of(d, d.Shape(2, empty: false), shape => d.Order(shape.Length) is var order
            ? new { offset = d.Between(1 - shape[order[0]], shape[order[1]] - 1), dim1 = order[0], dim2 = order[1] - (d.OneIn(2) ? shape.Length : 0) } : new { }),
        ["diag_embed"] = d => Of(d, d.Shape(1, 3), shape => d.Order(shape.Length + 1) is var order ? new { offset = d.Between(-2, 2), dim1 = order[0], dim2 = order[1] } : new { }),
        ["repeat"] = d => Of(d, d.Shape(0, 3), shape => new { repeats = Repeats(d, shape.Length + d.Between(0, 1)) }), ["tile"] = d => Of(d, d.Shape(1, 3), shape => new { dims = Repeats(d, d.Between(1, shape.Length)) }),
        ["repeat_interleave"] = d =>
        {
            var shape = d.Shape(1, 3, empty: false);
            var dim = d.Axis(shape.Length);
            return d.OneIn(2) ? Of(d, shape, _ => new { repeats = d.Between(0, 3), dim }) : Draws<T>.Call(d, Domain.Usual, [shape], new { dim }, d.Indices([shape[(dim + shape.Length) % shape.Length]], 4));
        },
        ["unfold_dim"] = d => Of(d, d.Shape(1, empty: false), shape => d.Axis(shape.Length) is var dim ? new { dim, size = d.Between(1, shape[(dim + shape.Length) % shape.Length]), step = d.Between(1, 3) } : new { }),
        ["mesh_grid"] = d => Draws<T>.Call(d, Domain.Usual, [.. Enumerable.Range(0, d.Between(1, 3)).Select(_ => d.Shape(1, 1))]),
        ["narrow"] = d => Of(d, d.Shape(1), shape =>
        {
            var (dim, length) = (d.Axis(shape.Length), 0);
            length = shape[(dim + shape.Length) % shape.Length];
            var start = d.Between(0, length);
            return new { dim, start, length = d.Between(0, length - start) };
        }),
        ["select"] = d => Of(d, d.Shape(1, empty: false), shape => d.Axis(shape.Length) is var dim ? new { dim, index = d.Axis(shape[(dim + shape.Length) % shape.Length]) } : new { }),
        ["split"] = d => Of(d, d.Shape(1, empty: false), shape => new { sizes = d.Between(1, 3), dim = d.Axis(shape.Length) }), ["chunk"] = d => Of(d, d.Shape(1, empty: false), shape => new { chunks = d.Between(1, 4), dim = d.Axis(shape.Length) }),
        ["unbind"] = d => Of(d, d.Shape(1, empty: false), shape => new { dim = d.Axis(shape.Length) }),
        ["slice"] = d => Of(d, d.Shape(1), shape => new { slices = Enumerable.Range(0, d.Between(1, shape.Length)).Select(_ => new int?[] { Place(d), Place(d), d.Between(1, 3) }).ToArray() }),
        ["concat"] = d => Joined(d, d.Shape(1)), ["hstack"] = d => d.OneIn(3) ? Draws<T>.Call(d, Domain.Usual, [d.Shape(0, 1), d.Shape(0, 1)]) : Joined(d, d.Shape(2), 1), ["vstack"] = d => Joined(d, d.Shape(2), 0),
        ["stack"] = d => d.Shape(0, 3) is var shape ? Draws<T>.Call(d, Domain.Usual, [shape, shape, shape], new { dim = d.Axis(shape.Length + 1) }) : null!,
        ["diff"] = d => Of(d, d.Shape(1, empty: false), shape => new { n = d.Between(0, 3), dim = d.Axis(shape.Length) }),
        ["pad"] = Pad,
    };

    private static Sample<T> Of(Dice<T> dice, int[] shape, Func<int[], object>? attributes = null) => Draws<T>.Call(dice, Domain.Usual, [shape], attributes?.Invoke(shape));

    private static Sample<T> Expand(Dice<T> dice, int[] shape) => Draws<T>.Call(dice, Domain.Usual, [dice.Part(shape)], new { shape });

    private static int[] Repeats(Dice<T> dice, int count) => [.. Enumerable.Range(0, count).Select(_ => dice.OneIn(20) ? 0 : dice.Between(1, 3))];

    private static int? Place(Dice<T> dice) => dice.OneIn(3) ? null : dice.Between(-4, 4);

    /// <summary>Shapes that differ along one axis.</summary>
    private static Sample<T> Joined(Dice<T> dice, int[] shape, int? axis = null)
    {
        var dim = axis ?? dice.Axis(shape.Length);
        int[][] shapes = [shape, (int[])shape.Clone(), (int[])shape.Clone()];
        foreach (var other in shapes) other[(dim + shape.Length) % shape.Length] = dice.Between(0, 3);
        return Draws<T>.Call(dice, Domain.Usual, shapes[..dice.Between(1, 3)], new { dim });
    }

    private static Sample<T> Pad(Dice<T> dice)
    {
        var shape = dice.Shape(1, 3, empty: false);
        var mode = dice.Pick("constant", "reflect", "replicate", "circular");

        // A reflection needs another element to reflect, a circle no more than there are; a constant may also cut.
        var pad = Array.ConvertAll(shape, axis =>
        {
            var (least, most) = mode switch { "constant" => (-axis / 2, 2), "reflect" => (0, axis - 1), "circular" => (0, axis), _ => (0, 3) };
            return new[] { dice.Between(least, most), dice.Between(least, most) };
        });
        return Draws<T>.Call(dice, Domain.Usual, [shape], new { pad, mode, value = dice.Real(-1, 1) });
    }
}
