using System.Numerics;

namespace AutoDiff.Catalogues;

/// <summary>Draws of operations that take and put elements by an index or a mask: indices are met several times or never.</summary>
internal static class IndexingDraws<T> where T : unmanaged, IFloatingPointIeee754<T>
{
    public static Dictionary<string, Func<Dice<T>, Sample<T>>> Table => new()
    {
        ["index_select"] = d => Along(d, (shape, dim, axis) => Call(d, [shape], new { dim }, d.Indices([d.Between(0, 5)], shape[axis]))),
        ["take_rows"] = d => d.Shape(1, empty: false) is var shape ? Call(d, [shape], null, d.Indices(d.Shape(0, 2), shape[0])) : null!,
        ["embedding"] = d => d.Shape(2, 2, empty: false) is var shape ? Call(d, [shape], null, d.Indices(d.Shape(0, 2), shape[0])) : null!,
        ["take"] = d => d.Shape(empty: false) is var shape ? Call(d, [shape], null, d.Indices(d.Shape(), shape.Aggregate(1, (a, b) => a * b))) : null!,
        ["gather"] = d => Along(d, (shape, dim, axis) => Call(d, [shape], new { dim }, d.Indices(Smaller(d, shape, axis), shape[axis]))),
        ["scatter"] = d => Along(d, (shape, dim, axis) => Smaller(d, shape, axis) is var part ? Call(d, [shape, part], new { dim }, d.Indices(part, shape[axis])) : null!),
        ["scatter_add"] = d => Along(d, (shape, dim, axis) => Smaller(d, shape, axis) is var part ? Call(d, [shape, part], new { dim }, d.Indices(part, shape[axis])) : null!),
        ["index_add"] = d => Along(d, (shape, dim, axis) =>
        {
            var (part, count) = ((int[])shape.Clone(), d.Between(0, 4));
            part[axis] = count;
            return Call(d, [shape, part], new { dim, alpha = d.Real(-2, 2) }, d.Indices([count], shape[axis]));
        }),
        ["index_get"] = d => At(d, (shape, indices, _) => Call(d, [shape], null, indices)),
        ["index_put_add"] = d => At(d, (shape, indices, result) => Call(d, [shape, d.Part(result)], null, indices)),
        ["masked_fill"] = d => d.Shape() is var shape ? Call(d, [shape], new { value = d.Real(-1, 1) }, d.Mask(d.Part(shape))) : null!,
        ["masked_select"] = d => d.Shape() is var shape ? Call(d, [d.Part(shape)], null, d.Mask(shape)) : null!,
        ["masked_scatter"] = d => d.Shape() is var shape ? Call(d, [shape, [shape.Aggregate(1, (a, b) => a * b)]], null, d.Mask(d.Part(shape))) : null!,
    };

    private static Sample<T> Call(Dice<T> dice, int[][] shapes, object? attributes, params Tensor[] more) => Draws<T>.Call(dice, Domain.Usual, shapes, attributes, more);

    private static Sample<T> Along(Dice<T> dice, Func<int[], int, int, Sample<T>> call)
    {
        var shape = dice.Shape(1, 3, empty: false);
        var dim = dice.Axis(shape.Length);
        return call(shape, dim, (dim + shape.Length) % shape.Length);
    }

    /// <summary>Indices for the first axes, broadcasting with each other.</summary>
    private static Sample<T> At(Dice<T> dice, Func<int[], Tensor[], int[], Sample<T>> call)
    {
        var (shape, whole) = (dice.Shape(1, 3, empty: false), dice.Shape(0, 2));
        var count = dice.Between(1, shape.Length);
        Tensor[] indices = [.. Enumerable.Range(0, count).Select(axis => dice.Indices(axis == 0 ? whole : dice.Part(whole), shape[axis]))];
        return call(shape, indices, [.. whole, .. shape[count..]]);
    }

    /// <summary>No longer along the other axes, of any length along this one.</summary>
    private static int[] Smaller(Dice<T> dice, int[] shape, int axis) => [.. shape.Select((length, k) => k == axis ? dice.Between(0, 4) : dice.Between(1, length))];
}
