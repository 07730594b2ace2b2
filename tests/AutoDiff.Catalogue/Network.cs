using System.Numerics;

namespace AutoDiff.Catalogues;

/// <summary>Rows of operations that networks are made of.</summary>
internal static class NetworkRows<T> where T : unmanaged, IFloatingPointIeee754<T>
{
    public static Row<T>[] Rows =>
    [
        new("linear", [nameof(Tensor.Affine)], c => Tensor.Affine(c[0], c[1].Transpose(), c.At(2)), Of([2, 3], [4, 3], [4]), Of([2, 1, 3], [2, 3], [2]), Of([3], [2, 3], [2])),
        new("layer_norm", [nameof(Tensor.LayerNorm)], LayerNorm,
            Named([2, 3, 4], new { normalized_shape = new[] { 4 } }, ("weight", [4]), ("bias", [4])), Named([2, 3, 4], new { normalized_shape = new[] { 3, 4 } }), Named([3, 5], new { normalized_shape = new[] { 5 } }, ("weight", [5])), Named([1, 3], new { normalized_shape = new[] { 3 } }, ("bias", [3]))),
        new("rms_norm", [nameof(Tensor.RmsNorm)], c => Tensor.RmsNorm(c.X, c.At(1), 1, c.Attributes.Number("eps", 1e-5)), Of([2, 3, 4], [4]), Of([3, 5])),
        new("cross_entropy_rows", [nameof(Tensor.CrossEntropy)], c => Tensor.CrossEntropy(c.X, c.Index(), 2), Labelled([4, 3], 0, 2, 1, 0), Labelled([2, 20], 5, 19)),
        new("attention", [nameof(Tensor.Attention)], c => Tensor.Attention(c[0], c[1], c[2], c.At(3), c.Attributes.Flag("causal")),
            Of([3, 2], [4, 2], [4, 5]), Of([2, 2, 3, 2], [2, 2, 3, 2], [2, 2, 3, 2]), Of([2, 3, 2], [2, 4, 2], [2, 4, 2], [3, 4]), Causal([2, 3, 2], [2, 3, 2], [2, 3, 4]), Causal([2, 2], [4, 2], [4, 1])),
        new("batch_norm", [nameof(Tensor.BatchNorm)], BatchNorm, Of([4, 2]), Named([3, 2, 2], new { training = true }, ("weight", [2]), ("bias", [2]))),
        new("group_norm", [nameof(Tensor.GroupNorm)], c => Tensor.GroupNorm(c.X, c.Attributes.Integer("num_groups"), c.At(1), c.At(2), c.Attributes.Number("eps", 1e-5)),
            Samples<T>.Of(Domain.Usual, [[2, 4, 3], [4], [4]], new { num_groups = 2 })),
        new("instance_norm", [nameof(Tensor.InstanceNorm)], c => Tensor.InstanceNorm(c.X, c.At(1), c.At(2), c.Attributes.Number("eps", 1e-5)), Of([2, 2, 4], [2], [2])),
        new("dropout", [nameof(Tensor.Dropout)], c => c.Attributes.Flag("training") ? Tensor.Dropout(c.X, c.Attributes.Number("p"), new Rng(1)) : c.X,
            Samples<T>.Of(Domain.Usual, [[2, 3]], new { p = 0.5, training = true }), Samples<T>.Of(Domain.Usual, [[2, 3]], new { p = 1.0, training = true })),
        new("embedding", [nameof(Tensor.Embedding)], c => Tensor.Embedding(c.X, c.Index(), c.Attributes.Find("padding_idx") is null ? null : c.Attributes.Integer("padding_idx")),
            Samples<T>.Of(Domain.Usual, [[4, 2]], null, Tensor.From(new[] { 1, 0, 1 }))),
        new("glu", [nameof(Tensor.Glu)], c => Tensor.Glu(c.X, c.Axis), Samples<T>.Of(Domain.Usual, [[2, 4]], new { dim = -1 }), Samples<T>.Of(Domain.Usual, [[4, 3]], new { dim = 0 })),
        new("prelu", [nameof(Tensor.Prelu)], c => Tensor.Prelu(c[0], c[1]), Of([2, 3], [1]), Of([2, 3, 2], [3])),
        new("normalize", [nameof(Tensor.Normalize)], c => Tensor.Normalize(c.X, c.Axis, c.Attributes.Number("p", 2), c.Attributes.Number("eps", 1e-12)), Samples<T>.Of(Domain.Usual, [[2, 3]], new { dim = 1 })),
        new("map_sum", [nameof(Tensor.MapSum)], c => c.Numbers.Length switch
        {
            1 => Tensor.MapSum(default(Wave), c[0]),
            2 => Tensor.MapSum(default(Product), c[0], c[1]),
            _ => Tensor.MapSum(default(Gate), c[0], c[1], c[2]),
        }, Of([2, 3]), Of([0, 2]), Of([2, 3], [3]), Of([2, 1], [3]), Of([4, 5], [], [1]), Of([2, 3], [2, 1], [3])),
        new("lstm_sequence", [nameof(Tensor.Lstm)], c => Lstm(c), Of([3, 2, 2], [2, 12], [3, 12], [12], [2, 3], [2, 3]), Of([1, 1, 3], [3, 4], [1, 4], [4], [1, 1], [1, 1])),
    ];

    private static Tensor[] BatchNorm(Call<T> c)
    {
        var (weight, bias, mean, variance) = (c.Optional("weight"), c.Optional("bias"), c.Optional("running_mean"), c.Optional("running_var"));
        var (epsilon, momentum) = (c.Attributes.Number("eps", 1e-5), c.Attributes.Number("momentum", 0.1));
        if (!c.Attributes.Flag("training", true)) return [Tensor.BatchNorm(c.X, mean!, variance!, weight, bias, epsilon), mean!, variance!];
        var (y, batchMean, batchVariance) = Tensor.BatchNorm(c.X, weight, bias, epsilon);
        if (mean is null) return [y];

        // The running statistics of the golden values: an exponential mean, the variance dividing by one less.
        double count = c.X.Length / c.X.Shape[1];
        return [y, mean.Detach() * (1 - momentum) + batchMean * momentum, variance!.Detach() * (1 - momentum) + batchVariance * (momentum * count / (count - 1))];
    }

    private static Tensor[] Lstm(Call<T> c)
    {
        var (hidden, lastHidden, lastCell) = Tensor.Lstm(c[0], c[1], c[2], c[3], c[4], c[5]);
        return [hidden, lastHidden, lastCell];
    }

    private static Tensor LayerNorm(Call<T> c)
    {
        var (weight, bias, epsilon) = (c.Optional("weight"), c.Optional("bias"), c.Attributes.Number("eps", 1e-5));
        return c.Attributes.Integers("normalized_shape") is { } rows ? Tensor.LayerNorm(c.X, rows, weight, bias, epsilon) : Tensor.LayerNorm(c.X, weight, bias, epsilon: epsilon);
    }

    private static Sample<T> Causal(params Shape[] shapes) => Samples<T>.Of(Domain.Usual, shapes, new { causal = true });

    private static Sample<T> Labelled(Shape shape, params int[] labels) => Samples<T>.Of(Domain.Usual, [shape], null, Tensor.From(labels));

    private static Sample<T> Named(Shape shape, object attributes, params (string Name, int[] Shape)[] more)
        => Samples<T>.Of(Domain.Usual, [shape, .. more.Select(x => (Shape)x.Shape)], attributes) with { Names = ["x", .. more.Select(x => x.Name)] };

    private static Sample<T> Of(params Shape[] shapes) => Samples<T>.Of(Domain.Usual, shapes);
}

/// <summary>x sin x, stated by its value.</summary>
internal readonly record struct Wave : IMap
{
    public N Value<N>(N x) where N : IReal<N> => x * N.Sin(x);
}

/// <summary>a eᵇ, with its derivative.</summary>
internal readonly record struct Product : IRule2
{
    public N Value<N>(N a, N b) where N : IReal<N> => a * N.Exp(b);

    public N ChainA<N>(N g, N a, N b, N y) where N : IReal<N> => g * N.Exp(b);

    public N ChainB<N>(N g, N a, N b, N y) where N : IReal<N> => g * y;
}

/// <summary>tanh(x a + b) σ(x), stated by its value.</summary>
internal readonly record struct Gate : IMap3
{
    public N Value<N>(N x, N a, N b) where N : IReal<N> => N.Tanh(x * a + b) / (N.One + N.Exp(-x));
}
