using System.Numerics;

namespace AutoDiff.Catalogues;

/// <summary>Draws of operations that networks are made of.</summary>
internal static class NetworkDraws<T> where T : unmanaged, IFloatingPointIeee754<T>
{
    public static Dictionary<string, Func<Dice<T>, Sample<T>>> Table => new()
    {
        ["linear"] = d =>
        {
            var (inputs, outputs) = (d.Between(1, 4), d.Between(1, 4));
            return Of(d, null, d.OneIn(2) ? [[.. d.Shape(0, 2), inputs], [outputs, inputs], [outputs]] : [[.. d.Shape(0, 2), inputs], [outputs, inputs]]);
        },
        ["layer_norm"] = d =>
        {
            var (batch, rows) = (d.Shape(0, 2), Array.ConvertAll(d.Shape(1, 2, empty: false), axis => axis + 1));
            int[] shape = [.. batch, .. rows];
            return d.Between(0, 2) switch
            {
                0 => Of(d, new { normalized_shape = rows }, shape) with { Names = ["x"] },
                1 => Of(d, new { normalized_shape = rows }, shape, rows) with { Names = ["x", "weight"] },
                _ => Of(d, new { normalized_shape = rows }, shape, rows, rows) with { Names = ["x", "weight", "bias"] },
            };
        },
        ["rms_norm"] = d => d.Between(1, 5) is var n && d.Shape(0, 2) is var batch ? Of(d, null, d.OneIn(2) ? [[.. batch, n]] : [[.. batch, n], [n]]) : null!,
        ["cross_entropy_rows"] = d => d.Between(1, 4) is var rows && d.Between(2, 5) is var classes
            ? Draws<T>.Call(d, Domain.Usual, [[rows, classes]], null, d.Indices([rows], classes)) : null!,
        ["attention"] = d =>
        {
            var (batch, m, n, k, v) = (d.Shape(0, 2, empty: false), d.Between(1, 4), d.Between(1, 4), d.Between(1, 3), d.Between(1, 3));
            var causal = d.OneIn(3);
            int[][] shapes = [[.. batch, m, k], [.. batch, causal ? m : n, k], [.. batch, causal ? m : n, v]];
            return Of(d, new { causal }, !causal && d.OneIn(2) ? [.. shapes, [m, n]] : shapes);
        },
        ["batch_norm"] = d => d.Between(1, 3) is var channels && d.OneIn(2)
            ? Of(d, null, [d.Between(3, 5), channels])
            : Of(d, new { training = true }, [d.Between(2, 3), channels, d.Between(2, 3)], [channels], [channels]) with { Names = ["x", "weight", "bias"] },
        ["group_norm"] = d => d.Between(1, 2) is var groups && 2 * groups is var channels ? Of(d, new { num_groups = groups }, [d.Between(1, 2), channels, d.Between(2, 3)], [channels], [channels]) : null!,
        ["instance_norm"] = d => d.Between(1, 3) is var channels ? Of(d, null, [d.Between(1, 2), channels, d.Between(3, 5)], [channels], [channels]) : null!,
        ["prelu"] = d => d.Between(1, 3) is var channels ? Of(d, null, [d.Between(1, 3), channels, .. d.Shape(0, 2)], [d.OneIn(2) ? 1 : channels]) : null!,
        ["map_sum"] = d => d.Shape() is var whole ? Of(d, null, [.. Enumerable.Range(0, d.Between(1, 3)).Select(_ => d.Part(whole))]) : null!,
    };

    private static Sample<T> Of(Dice<T> dice, object? attributes, params int[][] shapes) => Draws<T>.Call(dice, Domain.Usual, shapes, attributes);
}
