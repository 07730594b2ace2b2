using System.Numerics;

namespace AutoDiff.Catalogues;

/// <summary>Draws of operations that slide a window over axes of space: kernels, strides, paddings and dilations of each size, windows that overlap, touch or leave gaps.</summary>
internal static class ConvolutionDraws<T> where T : unmanaged, IFloatingPointIeee754<T>
{
    public static Dictionary<string, Func<Dice<T>, Sample<T>>> Table => new()
    {
        ["conv1d"] = d => Convolution(d, 1), ["conv2d"] = d => Convolution(d, 2), ["conv3d"] = d => Convolution(d, 3),
        ["conv_transpose1d"] = d => Transposed(d, 1), ["conv_transpose2d"] = d => Transposed(d, 2), ["conv_transpose3d"] = d => Transposed(d, 3),
        ["max_pool1d"] = d => Pool(d, 1, average: false), ["max_pool2d"] = d => Pool(d, 2, average: false), ["max_pool3d"] = d => Pool(d, 3, average: false),
        ["avg_pool1d"] = d => Pool(d, 1, average: true), ["avg_pool2d"] = d => Pool(d, 2, average: true), ["avg_pool3d"] = d => Pool(d, 3, average: true),
        ["adaptive_avg_pool1d"] = d => Of(d, new { output_size = d.Between(1, 5) }, [2, d.Between(1, 6)]), ["adaptive_max_pool1d"] = d => Of(d, new { output_size = d.Between(1, 5) }, [2, d.Between(1, 6)]),
        ["adaptive_avg_pool2d"] = d => Of(d, new { output_size = Each(d, 2, 1, 3) }, [.. d.Shape(0, 1), .. Each(d, 2, 1, 4)]), ["adaptive_max_pool2d"] = d => Of(d, new { output_size = Each(d, 2, 1, 3) }, [.. d.Shape(0, 1), .. Each(d, 2, 1, 4)]),
        ["im2col"] = d => Of(d, new { kernel_size = Each(d, 2, 1, 2), stride = Each(d, 2, 1, 2), padding = Each(d, 2, 0, 1), dilation = Each(d, 2, 1, 2) }, [d.Between(1, 2), d.Between(1, 2), d.Between(3, 4), d.Between(3, 4)]),
        ["upsample"] = d => Of(d, new { mode = d.Pick("nearest", "bilinear"), scale_factor = d.Pick(1.0, 2, 1.7, 0.6), align_corners = d.OneIn(2) }, [d.Between(1, 2), d.Between(2, 3), d.Between(2, 4)]),
        ["resize"] = d => Of(d, new { mode = d.Pick("nearest", "bilinear"), size = Each(d, 2, 1, 5), align_corners = d.OneIn(2) }, [d.Between(1, 2), d.Between(1, 4), d.Between(1, 4)]),
        ["pixel_shuffle"] = d => d.Between(1, 2) is var r ? Of(d, new { r }, [.. d.Shape(0, 1), r * r * d.Between(1, 2), d.Between(1, 3), d.Between(1, 3)]) : null!,
        ["pixel_unshuffle"] = d => d.Between(1, 2) is var r ? Of(d, new { r }, [.. d.Shape(0, 1), d.Between(1, 2), r * d.Between(1, 2), r * d.Between(1, 2)]) : null!,
    };

    private static Sample<T> Of(Dice<T> dice, object attributes, params int[][] shapes) => Draws<T>.Call(dice, Domain.Usual, shapes, attributes);

    private static int[] Each(Dice<T> dice, int axes, int low, int high) => [.. Enumerable.Range(0, axes).Select(_ => dice.Between(low, high))];

    private static Sample<T> Convolution(Dice<T> dice, int axes)
    {
        var (groups, kernel, dilation) = (dice.Between(1, 2), Each(dice, axes, 1, axes > 2 ? 2 : 3), Each(dice, axes, 1, 2));
        var (inputs, outputs) = (dice.Between(1, 2), groups * dice.Between(1, 2));

        // At least as long as the kernel reaches.
        int[] space = [.. kernel.Select((taps, k) => dilation[k] * (taps - 1) + dice.Between(1, 3))];
        int[][] shapes = [[dice.Between(1, 2), groups * inputs, .. space], [outputs, inputs, .. kernel], [outputs]];
        return Of(dice, new { stride = Each(dice, axes, 1, 2), padding = Each(dice, axes, 0, 2), dilation, groups, relu = dice.OneIn(4) }, shapes[..dice.Between(2, 3)]);
    }

    private static Sample<T> Transposed(Dice<T> dice, int axes)
    {
        var (groups, kernel, stride) = (dice.Between(1, 2), Each(dice, axes, 2, 3), Each(dice, axes, 1, 2));
        var (inputs, outputs) = (groups * dice.Between(1, 2), dice.Between(1, 2));
        int[][] shapes = [[dice.Between(1, 2), inputs, .. Each(dice, axes, 2, axes > 2 ? 2 : 3)], [inputs, outputs, .. kernel], [groups * outputs]];
        return Of(dice, new { stride, padding = Each(dice, axes, 0, 1), output_padding = stride.Select(step => dice.Between(0, step - 1)).ToArray(), groups }, shapes[..dice.Between(2, 3)]);
    }

    private static Sample<T> Pool(Dice<T> dice, int axes, bool average)
    {
        var kernel = Each(dice, axes, 1, 3);
        int[] padding = [.. kernel.Select(taps => dice.Between(0, taps / 2))], shape = [.. dice.Shape(0, 1, empty: false), .. kernel.Select(taps => taps + dice.Between(0, 3))];
        var (stride, ceil_mode) = (Each(dice, axes, 1, 3), dice.OneIn(3));
        return average
            ? Of(dice, new { kernel_size = kernel, stride, padding, ceil_mode, count_include_pad = dice.OneIn(2) }, shape)
            : Of(dice, new { kernel_size = kernel, stride, padding, ceil_mode }, shape);
    }
}
