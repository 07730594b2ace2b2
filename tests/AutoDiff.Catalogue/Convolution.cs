using System.Numerics;

namespace AutoDiff.Catalogues;

/// <summary>Rows of operations that slide a window over axes of space: convolution, pooling and their relatives.</summary>
internal static class ConvolutionRows<T> where T : unmanaged, IFloatingPointIeee754<T>
{
    public static Row<T>[] Rows =>
    [
        new("conv1d", [nameof(Tensor.Conv1d)], c => Tensor.Conv1d(c[0], c[1], Bias(c), One(c, "stride") ?? 1, One(c, "padding") ?? 0, One(c, "dilation") ?? 1, Groups(c), Relu(c)),
            Of(new { }, [2, 2, 5], [3, 2, 3], [3]), Of(new { stride = 2, padding = 1, dilation = 2, groups = 2 }, [1, 2, 7], [4, 1, 3]), Of(new { padding = 1 }, [2, 6], [1, 2, 3])),
        new("conv2d", [nameof(Tensor.Conv2d)], c => Tensor.Conv2d(c[0], c[1], Bias(c), Two(c, "stride"), Two(c, "padding"), Two(c, "dilation"), Groups(c), Relu(c)),
            Of(new { }, [2, 2, 4, 5], [3, 2, 3, 2], [3]), Of(new { stride = new[] { 2, 1 }, padding = new[] { 0, 1 }, dilation = 2 }, [1, 1, 5, 4], [2, 1, 2, 2]), Of(new { groups = 2, padding = 1 }, [1, 2, 2, 3, 3], [2, 1, 2, 2], [2]),
            Of(new { relu = true, padding = 1 }, [2, 2, 3, 4], [3, 2, 3, 3], [3]), Of(new { relu = true }, [2, 2, 3, 4], [3, 2, 2, 2])),
        new("conv3d", [nameof(Tensor.Conv3d)], c => Tensor.Conv3d(c[0], c[1], Bias(c), Three(c, "stride"), Three(c, "padding"), Three(c, "dilation"), Groups(c), Relu(c)),
            Of(new { stride = new[] { 1, 2, 1 } }, [1, 2, 2, 3, 3], [2, 2, 2, 2, 2], [2])),
        new("conv_transpose1d", [nameof(Tensor.ConvTranspose1d)],
            c => Tensor.ConvTranspose1d(c[0], c[1], Bias(c), One(c, "stride") ?? 1, One(c, "padding") ?? 0, One(c, "output_padding") ?? 0, One(c, "dilation") ?? 1, Groups(c)),
            Of(new { stride = 2, padding = 1 }, [2, 2, 3], [2, 1, 3], [1])),
        new("conv_transpose2d", [nameof(Tensor.ConvTranspose2d)],
            c => Tensor.ConvTranspose2d(c[0], c[1], Bias(c), Two(c, "stride"), Two(c, "padding"), Two(c, "output_padding"), Two(c, "dilation"), Groups(c)),
            Of(new { stride = 2, padding = 1, output_padding = 1 }, [1, 2, 2, 3], [2, 1, 3, 3], [1]), Of(new { groups = 2, dilation = 2 }, [2, 2, 2], [2, 1, 2, 2])),
        new("conv_transpose3d", [nameof(Tensor.ConvTranspose3d)],
            c => Tensor.ConvTranspose3d(c[0], c[1], Bias(c), Three(c, "stride"), Three(c, "padding"), Three(c, "output_padding"), Three(c, "dilation"), Groups(c)),
            Of(new { stride = new[] { 1, 2, 1 } }, [1, 2, 1, 2, 2], [2, 1, 2, 1, 2], [1])),
        new("max_pool1d", [nameof(Tensor.MaxPool1d)], c => Both(Tensor.MaxPool1d(c.X, One(c, "kernel_size")!.Value, One(c, "stride"), One(c, "padding") ?? 0, One(c, "dilation") ?? 1, Ceiling(c))),
            Of(new { kernel_size = 3, stride = 2, padding = 1 }, [2, 3, 7])),
        new("max_pool2d", [nameof(Tensor.MaxPool2d)], c => Both(Tensor.MaxPool2d(c.X, Two(c, "kernel_size")!.Value, Two(c, "stride"), Two(c, "padding"), Two(c, "dilation"), Ceiling(c))),
            Of(new { kernel_size = 2 }, [2, 2, 4, 4]), Of(new { kernel_size = new[] { 2, 3 }, stride = 1, dilation = new[] { 1, 2 }, ceil_mode = true }, [3, 6])),
        new("max_pool3d", [nameof(Tensor.MaxPool3d)], c => Both(Tensor.MaxPool3d(c.X, Three(c, "kernel_size")!.Value, Three(c, "stride"), Three(c, "padding"), Three(c, "dilation"), Ceiling(c))),
            Of(new { kernel_size = 2, stride = 1 }, [2, 3, 3, 2])),
        new("avg_pool1d", [nameof(Tensor.AvgPool1d)], c => Tensor.AvgPool1d(c.X, One(c, "kernel_size")!.Value, One(c, "stride"), One(c, "padding") ?? 0, Ceiling(c), CountPadding(c)),
            Of(new { kernel_size = 3, stride = 2, padding = 1 }, [2, 3, 7])),
        new("avg_pool2d", [nameof(Tensor.AvgPool2d)], c => Tensor.AvgPool2d(c.X, Two(c, "kernel_size")!.Value, Two(c, "stride"), Two(c, "padding"), Ceiling(c), CountPadding(c), One(c, "divisor_override")),
            Of(new { kernel_size = 2, ceil_mode = true }, [2, 2, 3, 5]), Of(new { kernel_size = new[] { 3, 2 }, stride = new[] { 1, 2 }, padding = 1, count_include_pad = false }, [3, 5]), Of(new { kernel_size = 2, divisor_override = 3 }, [1, 4, 4])),
        new("avg_pool3d", [nameof(Tensor.AvgPool3d)], c => Tensor.AvgPool3d(c.X, Three(c, "kernel_size")!.Value, Three(c, "stride"), Three(c, "padding"), Ceiling(c), CountPadding(c), One(c, "divisor_override")),
            Of(new { kernel_size = 2, stride = 1 }, [2, 3, 2, 3])),
        new("adaptive_avg_pool1d", [nameof(Tensor.AdaptiveAvgPool1d)], c => Tensor.AdaptiveAvgPool1d(c.X, One(c, "output_size")!.Value), Of(new { output_size = 3 }, [2, 2, 5])),
        new("adaptive_avg_pool2d", [nameof(Tensor.AdaptiveAvgPool2d)], c => Tensor.AdaptiveAvgPool2d(c.X, Two(c, "output_size")!.Value), Of(new { output_size = new[] { 3, 2 } }, [2, 5, 4]), Of(new { output_size = 1 }, [1, 2, 3, 4])),
        new("adaptive_max_pool1d", [nameof(Tensor.AdaptiveMaxPool1d)], c => Both(Tensor.AdaptiveMaxPool1d(c.X, One(c, "output_size")!.Value)), Of(new { output_size = 3 }, [2, 2, 5])),
        new("adaptive_max_pool2d", [nameof(Tensor.AdaptiveMaxPool2d)], c => Both(Tensor.AdaptiveMaxPool2d(c.X, Two(c, "output_size")!.Value)), Of(new { output_size = new[] { 2, 3 } }, [2, 5, 4])),
        new("im2col", [nameof(Tensor.Im2Col)], c => Tensor.Im2Col(c.X, Two(c, "kernel_size")!.Value, Two(c, "stride"), Two(c, "padding"), Two(c, "dilation")),
            Of(new { kernel_size = new[] { 2, 3 }, stride = new[] { 1, 2 }, padding = 1, dilation = new[] { 2, 1 } }, [2, 2, 4, 5])),
        new("col2im", [nameof(Tensor.Col2Im)], c => Tensor.Col2Im(c.X, Two(c, "output_size")!.Value, Two(c, "kernel_size")!.Value, Two(c, "stride"), Two(c, "padding"), Two(c, "dilation")),
            Of(new { output_size = new[] { 4, 5 }, kernel_size = 2, stride = new[] { 1, 2 } }, [2, 8, 6])),
        new("upsample", [nameof(Tensor.UpsampleNearest2d), nameof(Tensor.UpsampleBilinear2d)], Upsample,
            Of(new { mode = "nearest", scale_factor = 2 }, [1, 2, 2, 3]), Of(new { mode = "bilinear", scale_factor = 1.7, align_corners = false }, [2, 3, 3]), Of(new { mode = "bilinear", scale_factor = 2, align_corners = true }, [1, 3, 2])),
        new("resize", [nameof(Tensor.ResizeNearest2d), nameof(Tensor.ResizeBilinear2d)],
            c => c.Attributes.Text("mode") == "nearest" ? Tensor.ResizeNearest2d(c.X, Two(c, "size")!.Value) : Tensor.ResizeBilinear2d(c.X, Two(c, "size")!.Value, c.Attributes.Flag("align_corners")),
            Of(new { mode = "nearest", size = new[] { 3, 5 } }, [2, 4, 3]), Of(new { mode = "bilinear", size = new[] { 3, 5 } }, [2, 4, 3])),
        new("pixel_shuffle", [nameof(Tensor.PixelShuffle)], c => Tensor.PixelShuffle(c.X, c.Attributes.Integer("r")), Of(new { r = 2 }, [2, 8, 2, 3])),
        new("pixel_unshuffle", [nameof(Tensor.PixelUnshuffle)], c => Tensor.PixelUnshuffle(c.X, c.Attributes.Integer("r")), Of(new { r = 2 }, [2, 2, 4, 6])),
    ];

    private static Sample<T> Of(object attributes, params Shape[] shapes) => Samples<T>.Of(Domain.Usual, shapes, attributes);

    private static Tensor[] Both((Tensor<T> Values, Tensor<int> Indices) results) => [results.Values, results.Indices];

    private static Tensor<T>? Bias(Call<T> c) => c.Numbers.Length > 2 ? c[2] : null;

    private static int Groups(Call<T> c) => c.Attributes.Integer("groups", 1);

    private static bool Relu(Call<T> c) => c.Attributes.Flag("relu");

    private static bool Ceiling(Call<T> c) => c.Attributes.Flag("ceil_mode");

    private static bool CountPadding(Call<T> c) => c.Attributes.Flag("count_include_pad", true);

    private static int? One(Call<T> c, string name) => c.Attributes.Integers(name) is [var value, ..] ? value : null;

    private static Size2? Two(Call<T> c, string name) => c.Attributes.Integers(name) switch { null => null, [var both] => both, var values => new Size2(values[0], values[1]) };

    private static Size3? Three(Call<T> c, string name) => c.Attributes.Integers(name) switch { null => null, [var all] => all, var values => new Size3(values[0], values[1], values[2]) };

    private static Tensor Upsample(Call<T> c)
    {
        var scale = c.Attributes.Number("scale_factor");
        return c.Attributes.Text("mode", "nearest") switch
        {
            "nearest" => Tensor.UpsampleNearest2d(c.X, scale),
            "bilinear" => Tensor.UpsampleBilinear2d(c.X, scale, c.Attributes.Flag("align_corners")),
            var mode => throw new NotOfferedException($"upsample with mode {mode}"),
        };
    }
}
