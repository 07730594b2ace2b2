using AutoDiff.Catalogues;

namespace AutoDiff.Conformance;

/// <summary>The functions of torch.nn.functional.</summary>
internal static class TorchNetwork
{
    private const string Prefix = "nn.functional.";

    public static void Add(Action<string, string, string> row, Action<string, string, Func<Call<double>, Tensor>> form, string reduction)
    {
        Row("leaky_relu", "x negative_slope inplace");
        Row("elu", "x alpha inplace");
        Row("celu", "x alpha inplace");
        Row("prelu", "x weight");
        Row("gelu", "x approximate");
        Row("glu", "x dim");
        Row("softshrink", "x lambd");
        Row("threshold", "x threshold value inplace");
        Row("linear", "x weight bias");
        Row("embedding", "x index padding_idx");
        Form("conv2d", "x weight bias stride padding dilation groups", c => c.Attributes.Text("padding") is "same" or "valid" ? throw new NotOfferedException("padding by name") : TorchOperations.Apply("conv2d", c)[0]);
        Row("conv_transpose1d", "x weight bias stride padding output_padding groups dilation");
        Row("max_pool2d", "x kernel_size stride padding dilation ceil_mode return_indices");
        Row("avg_pool1d", "x kernel_size stride padding ceil_mode count_include_pad");
        Row("cosine_similarity", "x y dim eps");
        Form("pairwise_distance", "x y p eps keepdim", c => c.Attributes.Number("p", 2) < 0 ? throw new NotOfferedException("norms of negative order") : TorchOperations.Apply("pairwise_distance", c)[0]);
        Row("l1_loss", "x target" + reduction);
        Signed("soft_margin_loss", "x target" + reduction, 1);
        Row("kl_div", "x target" + reduction + " log_target");
        Signed("hinge_embedding_loss", "x target margin" + reduction, 1);
        Signed("margin_ranking_loss", "x1 x2 target margin" + reduction, 2);
        Signed("cosine_embedding_loss", "x1 x2 target margin" + reduction, 2);
        Form("multi_margin_loss", "x target p margin weight" + reduction, c => c.X.Rank == 0 || c.Index().Rank != c.X.Rank - 1 ? throw new NotOfferedException("labels that do not have the axes of the scores but one") : TorchOperations.Apply("multi_margin_loss", c)[0]);
        Row("triplet_margin_loss", "anchor positive negative margin p eps swap" + reduction);
        Row("nll_loss", "x target weight size_average ignore_index reduce reduction");
        row(Prefix + "binary_cross_entropy_with_logits", "bce_with_logits", "x target weight" + reduction + " pos_weight");
        Form("hardshrink", "x lambd", c => c.Attributes.Number("lambd", 0.5) < 0 ? throw new NotOfferedException("a negative lambda") : Tensor.HardShrink(c.X, c.Attributes.Number("lambd", 0.5)));
        Form("hardtanh", "x min_val max_val", HardTanh);
        Form("softmin", "x dim", c => Tensor.Softmax(-c.X, c.Axis));
        Form("pixel_shuffle", "x upscale_factor", c => Tensor.PixelShuffle(c.X, c.Attributes.Integer("upscale_factor")));
        Form("adaptive_avg_pool2d", "x output_size", AdaptivePool);
        Form("bilinear", "x y weight bias", c => Tensor.Einsum<double>("...i,oij,...j->...o", c[0], c[2], c[1]) is var y && c.Optional("bias") is { } bias ? y + bias : y);
        Form("batch_norm", "x running_mean running_var weight bias training momentum eps", BatchNorm);
        Form("instance_norm", "x running_mean running_var weight bias use_input_stats momentum eps", InstanceNorm);
        Form("interpolate.bilinear", "x size scale_factor mode align_corners", Interpolate);
        Form("pad.constant", "x pad mode value", c => Tensor.Pad(c.X, Padding(c), c.Attributes.Number("value", 0)));
        Form("pad.reflect", "x pad mode", c => Padding(c) is var pad && Array.Exists(pad, pair => pair.Before < 0 || pair.After < 0) ? throw new NotOfferedException("negative padding by reflection") : Tensor.Pad(c.X, pad, PadMode.Reflect));

        // Targets are classes here; PyTorch takes any number and computes something.
        void Signed(string name, string parameters, int target) => Form(name, parameters, c => Array.TrueForAll(c[target].ToArray(), t => Math.Abs(t) == 1) ? TorchOperations.Apply(name, c)[0] : throw new NotOfferedException("targets other than 1 and -1"));

        void Row(string name, string parameters) => row(Prefix + name, name, parameters);
        void Form(string name, string parameters, Func<Call<double>, Tensor> apply) => form(Prefix + name, parameters, apply);
    }

    private static Tensor HardTanh(Call<double> c)
    {
        var (min, max) = (c.Attributes.Number("min_val", -1), c.Attributes.Number("max_val", 1));
        return min > max ? throw new NotOfferedException("a lower limit above the upper one") : Tensor.HardTanh(c.X, min, max);
    }

    /// <summary>A length that is left out is that of x.</summary>
    private static Tensor AdaptivePool(Call<double> c)
    {
        var size = c.Attributes.Find("output_size")!.Value;
        var lengths = size.ValueKind == System.Text.Json.JsonValueKind.Array ? [.. size.EnumerateArray()] : new[] { size, size };
        return Tensor.AdaptiveAvgPool2d(c.X, (Length(0), Length(1)));

        int Length(int k) => lengths[k].ValueKind == System.Text.Json.JsonValueKind.Null ? c.X.Shape[k - 2] : lengths[k].GetInt32();
    }

    private static Tensor BatchNorm(Call<double> c)
    {
        if (c.X.Rank < 2) throw new NotOfferedException("a batch without channels");
        var (weight, bias, epsilon) = (c.Optional("weight"), c.Optional("bias"), c.Attributes.Number("eps", 1e-5));
        return c.Attributes.Flag("training")
            ? Tensor.BatchNorm(c.X, weight, bias, epsilon).Y
            : Tensor.BatchNorm(c.X, c.Optional("running_mean")!, c.Optional("running_var")!, weight, bias, epsilon);
    }

    private static Tensor InstanceNorm(Call<double> c)
        => c.Attributes.Flag("use_input_stats", true)
            ? Tensor.InstanceNorm(c.X, c.Optional("weight"), c.Optional("bias"), c.Attributes.Number("eps", 1e-5))
            : throw new NotOfferedException("running statistics of instances");

    private static Tensor Interpolate(Call<double> c)
    {
        var align = c.Attributes.Flag("align_corners");
        return c.Attributes.Integers("size") is [var height, var width] ? Tensor.ResizeBilinear2d(c.X, (height, width), align) : Tensor.UpsampleBilinear2d(c.X, c.Attributes.Number("scale_factor"), align);
    }

    /// <summary>PyTorch counts padding from the last axis.</summary>
    private static (int Before, int After)[] Padding(Call<double> c)
    {
        var flat = c.Attributes.Integers("pad")!;
        var pairs = new (int, int)[c.X.Rank];
        for (var k = 0; 2 * k < flat.Length; k++) pairs[c.X.Rank - 1 - k] = (flat[2 * k], flat[2 * k + 1]);
        return pairs;
    }
}
