using AutoDiff.Catalogues;

namespace AutoDiff.Conformance;

internal static partial class OnnxOperations<T>
{
    private static void Networks()
    {
        Add("Gemm", Gemm);
        Add("Conv", Conv);
        Add("ConvTranspose", ConvTranspose);
        Add("MaxPool", MaxPool);
        Add("AveragePool", AveragePool);
        Several("BatchNormalization", BatchNorm);
        Several("LayerNormalization", LayerNorm);
        Add("RMSNormalization", c => Tensor.RmsNorm(c.X, c.Optional(1), RowAxes(c), c.Number("epsilon", 1e-5)));
        Add("GroupNormalization", c => Tensor.GroupNorm(c.X, c.Attributes.Integer("num_groups"), c[1], c[2], c.Number("epsilon", 1e-5)));
        Add("InstanceNormalization", c => Tensor.InstanceNorm(c.X, c[1], c[2], c.Number("epsilon", 1e-5)));
        Several("Dropout", Dropout);
        Several("LSTM", Lstm);
        Add("Attention", Attention);
        Several("NegativeLogLikelihoodLoss", c => Loss(c, "nll_loss"));
        Several("SoftmaxCrossEntropyLoss", c => [.. Loss(c, "cross_entropy"), Tensor.LogSoftmax(c.X, 1)]);
    }

    /// <summary>α a b + β c.</summary>
    private static Tensor<T> Gemm(OnnxCall<T> c)
    {
        var (a, b) = (c.Flag("transA") ? c[0].Transpose() : c[0], c.Flag("transB") ? c[1].Transpose() : c[1]);
        var y = c.Number("alpha", 1) * Tensor.MatMul(a, b);
        return c.Optional(2) is { } bias ? y + c.Number("beta", 1) * bias : y;
    }

    /// <summary>A row of the catalogue with attributes of its own and the first inputs of the node.</summary>
    private static Tensor[] Row(string name, object attributes, params Tensor?[] inputs)
        => (Catalogue<T>.Find(name) ?? throw new MissingException($"no operation {name} yet"))
            .Apply(new([.. inputs.Select((input, k) => (k == 2 ? "weight" : $"x{k}", input!)).Where(input => input.Item2 is not null)], Attributes.Of(attributes)));

    private static Tensor<T> Conv(OnnxCall<T> c)
    {
        var (x, padding) = Padded(c, c[1].Shape.Axes[2..].ToArray(), 0);
        return (Tensor<T>)Row($"conv{x.Rank - 2}d", new { stride = c.Attributes.Integers("strides") ?? Ones(x), padding, dilation = c.Attributes.Integers("dilations") ?? Ones(x), groups = c.Attributes.Integer("group", 1) }, x, c[1], c.Optional(2))[0];
    }

    private static Tensor<T> ConvTranspose(OnnxCall<T> c)
    {
        var x = c.X;
        if (c.Attributes.Has("output_shape") || c.Attributes.Has("auto_pad")) throw new NotOfferedException("padding that follows from the shape of the result");
        var (stride, dilation) = (c.Attributes.Integers("strides") ?? Ones(x), c.Attributes.Integers("dilations") ?? Ones(x));
        var y = (Tensor<T>)Row($"conv_transpose{x.Rank - 2}d", new { stride, dilation, output_padding = c.Attributes.Integers("output_padding") ?? [.. stride.Select(_ => 0)], groups = c.Attributes.Integer("group", 1) }, x, c[1], c.Optional(2))[0];
        var pads = c.Attributes.Integers("pads") ?? new int[2 * stride.Length];
        for (var k = 0; k < stride.Length; k++) y = y.Narrow(k + 2, pads[k], y.Shape[k + 2] - pads[k] - pads[k + stride.Length]);
        return y;
    }

    private static Tensor<T> MaxPool(OnnxCall<T> c)
    {
        if (c.OutputCount > 1) throw new NotOfferedException("indices that count over samples and channels too");
        var kernel = c.Attributes.Integers("kernel_shape")!;
        var (x, padding) = Padded(c, kernel, double.NegativeInfinity);
        return (Tensor<T>)Row($"max_pool{x.Rank - 2}d", new { kernel_size = kernel, stride = c.Attributes.Integers("strides") ?? Ones(x), padding, dilation = c.Attributes.Integers("dilations") ?? Ones(x), ceil_mode = c.Flag("ceil_mode") }, x)[0];
    }

    private static Tensor<T> AveragePool(OnnxCall<T> c)
    {
        var kernel = c.Attributes.Integers("kernel_shape")!;
        if (c.Attributes.Has("dilations")) throw new NotOfferedException("means of windows with holes");
        var (x, padding) = Padded(c, kernel, c.Flag("count_include_pad") ? 0 : null);
        return (Tensor<T>)Row($"avg_pool{x.Rank - 2}d", new { kernel_size = kernel, stride = c.Attributes.Integers("strides") ?? Ones(x), padding, ceil_mode = c.Flag("ceil_mode"), count_include_pad = c.Flag("count_include_pad") }, x)[0];
    }

    /// <summary>Padding of the same width on both sides is the operation's own; any other is made beforehand, where a number for it exists.</summary>
    private static (Tensor<T> X, int[] Padding) Padded(OnnxCall<T> c, int[] kernel, double? filler)
    {
        var x = c.X;
        var (strides, dilations) = (c.Attributes.Integers("strides") ?? Ones(x), c.Attributes.Integers("dilations") ?? Ones(x));
        var pads = c.Attributes.Integers("pads") ?? new int[2 * kernel.Length];
        if (c.Attributes.Text("auto_pad", "NOTSET") is var mode and ("SAME_UPPER" or "SAME_LOWER"))
        {
            for (var k = 0; k < kernel.Length; k++)
            {
                var count = (x.Shape[k + 2] + strides[k] - 1) / strides[k];
                var all = Math.Max(0, (count - 1) * strides[k] + (kernel[k] - 1) * dilations[k] + 1 - x.Shape[k + 2]);
                (pads[k], pads[k + kernel.Length]) = mode == "SAME_UPPER" ? (all / 2, all - all / 2) : (all - all / 2, all / 2);
            }
        }

        var (before, after) = (pads[..kernel.Length], pads[kernel.Length..]);
        if (before.SequenceEqual(after)) return (x, before);
        if (filler is not { } number) throw new NotOfferedException("means that leave out padding of two widths");
        return (Tensor.Pad(x, [(0, 0), (0, 0), .. before.Zip(after)], number), new int[kernel.Length]);
    }

    private static int[] Ones(Tensor<T> x) => [.. Enumerable.Repeat(1, x.Rank - 2)];

    private static Tensor[] BatchNorm(OnnxCall<T> c)
    {
        var epsilon = c.Number("epsilon", 1e-5);
        if (!c.Flag("training_mode")) return [Tensor.BatchNorm(c.X, c[3], c[4], c[1], c[2], epsilon)];
        var momentum = c.Number("momentum", 0.9);
        var (y, mean, variance) = Tensor.BatchNorm(c.X, c[1], c[2], epsilon);
        return [y, momentum * c[3] + (1 - momentum) * mean, momentum * c[4] + (1 - momentum) * variance];
    }

    private static int RowAxes(OnnxCall<T> c) => c.Axis(-1) is var axis && axis < 0 ? -axis : c.X.Rank - axis;

    private static Tensor[] LayerNorm(OnnxCall<T> c)
    {
        var axes = Enumerable.Range(1, RowAxes(c)).Select(k => -k).ToArray();
        var epsilon = c.Number("epsilon", 1e-5);
        var deviation = Tensor.Rsqrt(Tensor.Var(c.X, axes, unbiased: false, keepAxes: true) + epsilon);
        return [Tensor.LayerNorm(c.X, c.Optional(1), c.Optional(2), axes.Length, epsilon), Tensor.Mean(c.X, axes, keepAxes: true), deviation];
    }

    private static Tensor[] Dropout(OnnxCall<T> c)
    {
        var isDrawn = c.Mask(2) is { } training && training.Item && (c.Optional(1) is not { } ratio || ratio.Item != T.Zero);
        return isDrawn ? throw new NotOfferedException("the random numbers of ONNX") : [c.X, Tensor.Full(c.X.Shape, true)];
    }

    private static Tensor[] Lstm(OnnxCall<T> c)
    {
        if (c.Count > 7) throw new NotOfferedException("gates that see the cell");
        var size = c.Attributes.Integer("hidden_size");
        var isBatchFirst = c.Flag("layout");
        var x = isBatchFirst ? c.X.Transpose(0, 1) : c.X;
        if (c[1].Shape[0] != 1) throw new NotOfferedException("two directions");
        var bias = c.Optional(3) is { } both ? Gates(both[0].Narrow(0, 0, 4 * size) + both[0].Narrow(0, 4 * size, 4 * size), size) : Tensor.Zeros<T>([4 * size]);
        var start = Tensor.Zeros<T>([x.Shape[1], size]);
        var (hidden, last, cell) = Tensor.Lstm(x, Gates(c[1][0], size).Transpose(), Gates(c[2][0], size).Transpose(), bias, c.Optional(5)?[0] ?? start, c.Optional(6)?[0] ?? start);
        Tensor<T>[] outputs = isBatchFirst ? [hidden.Transpose(0, 1).Unsqueeze(2), last.Unsqueeze(1), cell.Unsqueeze(1)] : [hidden.Unsqueeze(1), last.Unsqueeze(0), cell.Unsqueeze(0)];

        // A node may name only its second output.
        return c.OutputCount == 1 ? [outputs[1]] : outputs;
    }

    /// <summary>ONNX orders the gates i, o, f, g.</summary>
    private static Tensor<T> Gates(Tensor<T> x, int size) => Tensor.Concat<T>([.. new[] { 0, 2, 3, 1 }.Select(gate => x.Narrow(0, gate * size, size))]);

    private static Tensor<T> Attention(OnnxCall<T> c)
    {
        if (c.Number("softcap", 0) != 0) throw new NotOfferedException("scores that are capped");
        if (c.OutputCount > 1) throw new NotOfferedException("keys, values or scores as further results");
        var (q, k, v) = (Heads(c[0], "q_num_heads"), Heads(c[1], "kv_num_heads"), Heads(c[2], "kv_num_heads"));
        var causal = c.Flag("is_causal");
        if (causal && q.Shape[^2] != k.Shape[^2]) throw new NotOfferedException("a causal mask that starts with the first key");
        RequireKeys(c, q.Shape[^2], k.Shape[^2], causal);
        var groups = q.Shape[1] / k.Shape[1];
        var mask = c.Mask(3) is { } holds ? Tensor.Where(holds, Tensor.Scalar(T.Zero), Tensor.Scalar(T.NegativeInfinity)) : c.Optional(3);
        double? scale = c.Attributes.Has("scale") ? c.Number("scale", 1) : null;
        var y = Tensor.Attention(q, Shared(k), Shared(v), mask, causal, scale);
        return c.X.Rank == 4 ? y : y.Transpose(1, 2).Flatten(2);

        Tensor<T> Heads(Tensor<T> x, string count) => x.Rank == 4 ? x : x.Unflatten(2, c.Attributes.Integer(count), -1).Transpose(1, 2);

        Tensor<T> Shared(Tensor<T> x) => groups == 1 ? x : x.RepeatInterleave(groups, 1);
    }

    /// <summary>Without any key a query gives NaN here and 0 in ONNX.</summary>
    private static void RequireKeys(OnnxCall<T> c, int queries, int keys, bool causal)
    {
        if (c.Optional(3) is not { } mask) return;
        if (mask.Shape[^1] != keys) throw new NotOfferedException("a mask for some of the keys");
        if (c.Mask(3) is not { } seen) return;
        if (causal) seen = Tensor.And(seen, Tensor.Greater(Tensor.Ones<T>([queries, keys]).Tril(), Tensor.Scalar(T.Zero)));
        if (!Tensor.All(Tensor.Any(seen, -1)).Item) throw new NotOfferedException("queries from which all keys are hidden");
    }

    private static Tensor[] Loss(OnnxCall<T> c, string row)
    {
        var reduction = c.Attributes.Text("reduction", "mean");
        return c.Attributes.Has("ignore_index")
            ? Row(row, new { reduction, ignore_index = c.Attributes.Integer("ignore_index") }, c.X, c.Index(1), c.Optional(2))
            : Row(row, new { reduction }, c.X, c.Index(1), c.Optional(2));
    }
}
