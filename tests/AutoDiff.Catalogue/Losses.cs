using System.Numerics;
using AutoDiff.NN;

namespace AutoDiff.Catalogues;

/// <summary>Rows of losses, and of the similarities and distances they are made of.</summary>
internal static class LossRows<T> where T : unmanaged, IFloatingPointIeee754<T>
{
    private static readonly Domain Probability = new(0.1, 0.9);

    public static Row<T>[] Rows =>
    [
        new("mse_loss", [nameof(Losses.MeanSquaredError)], c => Losses.MeanSquaredError(c[0], c[1], Reduced(c)), Pairs(Domain.Usual)),
        new("l1_loss", [nameof(Losses.MeanAbsoluteError)], c => Losses.MeanAbsoluteError(c[0], c[1], Reduced(c)), Pairs(Domain.Usual)),
        new("smooth_l1_loss", [nameof(Losses.SmoothL1)], c => Losses.SmoothL1(c[0], c[1], c.Attributes.Number("beta", 1), Reduced(c)), [.. Pairs(Domain.Usual), Pair(Domain.Usual, new { beta = 0.3 }), Pair(Domain.Usual, new { beta = 0 })]),
        new("huber_loss", [nameof(Losses.Huber)], c => Losses.Huber(c[0], c[1], c.Attributes.Number("delta", 1), Reduced(c)), [.. Pairs(Domain.Usual), Pair(Domain.Usual, new { delta = 0.3 })]),
        new("bce", [nameof(Losses.BinaryCrossEntropy)], c => Losses.BinaryCrossEntropy(c[0], c[1], c.Optional("weight"), Reduced(c)), [.. Pairs(Probability), Named(Probability, null, ("x", [2, 3]), ("target", [2, 3]), ("weight", [3]))]),
        new("bce_with_logits", [nameof(Losses.BinaryCrossEntropyWithLogits)], c => Losses.BinaryCrossEntropyWithLogits(c[0], c[1], c.Optional("weight"), c.Optional("pos_weight"), Reduced(c)),
            [
                .. Pairs(Domain.Usual), Named(Domain.Usual, null, ("x", [2, 3]), ("target", [2, 3]), ("weight", [2, 1])),
                Named(Domain.Usual, new { reduction = "sum" }, ("x", [2, 3]), ("target", [2, 3]), ("pos_weight", [3])), Named(Domain.Usual, null, ("x", [2, 3]), ("target", [2, 3]), ("weight", [2, 3]), ("pos_weight", [3])),
            ]),
        new("kl_div", [nameof(Losses.KullbackLeibler)], c => Losses.KullbackLeibler(c[0], c[1], c.Attributes.Flag("log_target"), Reduced(c)),
            [.. Pairs(Domain.Positive), Pair(Domain.Usual, new { log_target = true }), Pair(Domain.Positive, new { reduction = "batchmean" })]),
        new("soft_margin_loss", [nameof(Losses.SoftMargin)], c => Losses.SoftMargin(c[0], Signs(c, 1), Reduced(c)), Signed()),
        new("hinge_embedding_loss", [nameof(Losses.HingeEmbedding)], c => Losses.HingeEmbedding(c[0], Signs(c, 1), c.Attributes.Number("margin", 1), Reduced(c)), Signed()),
        new("hinge_loss", [nameof(Losses.Hinge)], c => Losses.Hinge(c[0], Signs(c, 1), Reduced(c)), Signed()),
        new("poisson_nll_loss", [nameof(Losses.PoissonNegativeLogLikelihood)],
            c => Losses.PoissonNegativeLogLikelihood(c[0], c[1], c.Attributes.Flag("log_input", true), c.Attributes.Flag("full"), c.Attributes.Number("eps", 1e-8), Reduced(c)),
            [.. Pairs(Domain.Usual), Pair(new Domain(0.3, 3), new { full = true }), Pair(new Domain(0.3, 3), new { log_input = false, full = true, eps = 1e-6 }), Pair(Domain.Positive, new { log_input = false })]),
        new("gaussian_nll_loss", [nameof(Losses.GaussianNegativeLogLikelihood)],
            c => Losses.GaussianNegativeLogLikelihood(c[0], c[1], c[2], c.Attributes.Flag("full"), c.Attributes.Number("eps", 1e-6), Reduced(c)),
            Samples<T>.Of(Domain.Positive, [[2, 3], [2, 3], [2, 3]]), Samples<T>.Of(Domain.Positive, [[2, 3], [2, 3], [2, 1]], new { full = true, reduction = "none" }), Samples<T>.Of(Domain.Positive, [[4], [4], [4]], new { eps = 1.1 })),
        new("nll_loss", [nameof(Losses.NegativeLogLikelihood)], c => Losses.NegativeLogLikelihood(c[0], c.Index(), c.Optional("weight"), Ignored(c), Reduced(c)), Labelled()),
        new("cross_entropy", [nameof(Losses.CrossEntropy)], c => c.IndexCount > 0
                ? Losses.CrossEntropy(c[0], c.Index(), c.Optional("weight"), Ignored(c), c.Attributes.Number("label_smoothing", 0), Reduced(c))
                : Losses.CrossEntropy(c[0], c[1], c.Optional("weight"), c.Attributes.Number("label_smoothing", 0), Reduced(c)),
            [
                .. Labelled(), .. Pairs(Domain.Positive), WithLabels([4, 3], new { label_smoothing = 0.2 }, [0, 2, 1, 0], weighs: false), WithLabels([4, 3], new { label_smoothing = 0.1, ignore_index = 2 }, [0, 2, 1, 0], weighs: true),
                Named(Domain.Positive, new { label_smoothing = 0.1 }, ("x", [4, 3]), ("target", [4, 3]), ("weight", [3])),
            ]),
        new("margin_ranking_loss", [nameof(Losses.MarginRanking)], c => Losses.MarginRanking(c[0], c[1], Signs(c, 2), c.Attributes.Number("margin", 0), Reduced(c)), [.. Pairs(Domain.Usual), Pair(Domain.Usual, new { margin = 0.5 })]),
        new("multi_margin_loss", [nameof(Losses.MultiMargin)], c => Losses.MultiMargin(c[0], c.Index(), c.Optional("weight"), c.Attributes.Integer("p", 1), c.Attributes.Number("margin", 1), Reduced(c)),
            WithLabels([4, 3], new { p = 1 }, [0, 2, 1, 0], weighs: false), WithLabels([4, 3], new { p = 2, margin = 0.7 }, [0, 2, 1, 0], weighs: true), WithLabels([3], new { p = 2 }, [], weighs: false)),
        new("cosine_similarity", [nameof(Tensor.CosineSimilarity)], c => Tensor.CosineSimilarity(c[0], c[1], c.Attributes.Integer("dim", 1), c.Attributes.Number("eps", 1e-8)),
            Samples<T>.Of(Domain.Usual, [[2, 3], [2, 3]]), Samples<T>.Of(Domain.Usual, [[3, 2], [2]], new { dim = 0 }), Samples<T>.Of(Domain.Usual, [[2, 3], [3]], new { dim = -1 })),
        new("pairwise_distance", [nameof(Tensor.PairwiseDistance)], c => Tensor.PairwiseDistance(c[0], c[1], c.Attributes.Number("p", 2), c.Attributes.Number("eps", 1e-6), c.KeepAxes),
            Samples<T>.Of(Domain.Usual, [[2, 3], [2, 3]]), Samples<T>.Of(Domain.Usual, [[2, 3], [3]], new { p = 1, keepdim = true }), Samples<T>.Of(Domain.Usual, [[3], [3]], new { p = 3, eps = 0 })),
        new("cosine_embedding_loss", [nameof(Losses.CosineEmbedding)], c => Losses.CosineEmbedding(c[0], c[1], Signs(c, 2, c.X.Shape.Axes[..^1].ToArray()), c.Attributes.Number("margin", 0), Reduced(c)),
            Pair(Domain.Usual, new { margin = 0.1 }), Pair(Domain.Usual, new { margin = -0.9, reduction = "none" })),
        new("triplet_margin_loss", [nameof(Losses.TripletMargin)],
            c => Losses.TripletMargin(c[0], c[1], c[2], c.Attributes.Number("margin", 1), c.Attributes.Number("p", 2), c.Attributes.Flag("swap"), c.Attributes.Number("eps", 1e-6), Reduced(c)),
            Samples<T>.Of(Domain.Usual, [[3, 2], [3, 2], [3, 2]]), Samples<T>.Of(Domain.Usual, [[3, 2], [3, 2], [3, 2]], new { margin = 4, p = 3, swap = true, reduction = "none" })),
        new("ctc_loss", [nameof(Tensor.Ctc), nameof(Losses.Ctc)], c => Losses.Ctc(
                c.X, c.Index(0), c.IndexCount > 1 ? c.Index(1) : null, c.IndexCount > 2 ? c.Index(2) : null, c.Attributes.Integer("blank", 0), c.Attributes.Flag("zero_infinity"), Reduced(c)),
            Samples<T>.Of(Domain.Usual, [[3, 1, 3]], null, Tensor.From(new[,] { { 1, 2 } })), Samples<T>.Of(Domain.Usual, [[3, 3]], new { blank = 2 }, Tensor.Of(1)),
            Samples<T>.Of(Domain.Usual, [[4, 2, 3]], new { reduction = "none" }, Tensor.From(new[,] { { 1, 1 }, { 2, 0 } }), Tensor.Of(4, 3), Tensor.Of(2, 1)),
            Samples<T>.Of(Domain.Usual, [[2, 2, 3]], new { zero_infinity = true }, Tensor.From(new[,] { { 1, 1 }, { 1, 2 } }), Tensor.Of(2, 2), Tensor.Of(2, 0))),
    ];

    private static Reduction Reduced(Call<T> c) => c.Attributes.Text("reduction", "mean") switch
    {
        "mean" => Reduction.Mean,
        "sum" => Reduction.Sum,
        "none" => Reduction.None,
        "batchmean" => Reduction.BatchMean,
        var other => throw new NotOfferedException($"there is no reduction {other}."),
    };

    private static int? Ignored(Call<T> c) => c.Attributes.Has("ignore_index") ? c.Attributes.Integer("ignore_index") : null;

    /// <summary>The k-th tensor of numbers; in samples, where nothing but 1 and -1 may be and no derivative is taken, these in turns.</summary>
    private static Tensor<T> Signs(Call<T> c, int k, Shape? shape = null)
    {
        if (c.Numbers.Length > k) return c[k];
        var to = shape ?? c.X.Shape;
        return Tensor.From([.. Enumerable.Range(0, to.Size).Select(i => i % 2 == 0 ? T.One : -T.One)], to);
    }

    /// <summary>Each reduction.</summary>
    private static Sample<T>[] Pairs(Domain domain) => [Pair(domain), Pair(domain, new { reduction = "sum" }), Pair(domain, new { reduction = "none" })];

    private static Sample<T> Pair(Domain domain, object? attributes = null) => Samples<T>.Of(domain, [[2, 3], [2, 3]], attributes) with { Fits = Fitting.OneShape };

    private static Sample<T>[] Signed()
        => [Samples<T>.Of(Domain.Usual, [[2, 3]]), Samples<T>.Of(Domain.Usual, [[2, 3]], new { reduction = "sum" }), Samples<T>.Of(Domain.Usual, [[5]], new { reduction = "none" })];

    /// <summary>Labels with weights and without, ignored ones, axes behind the classes, a single sample.</summary>
    private static Sample<T>[] Labelled() =>
    [
        WithLabels([4, 3], new { reduction = "mean" }, [0, 2, 1, 0], weighs: false), WithLabels([4, 3], new { reduction = "none" }, [0, 2, 1, 0], weighs: true), WithLabels([4, 3], new { reduction = "mean" }, [0, 2, 1, 0], weighs: true),
        WithLabels([4, 3], new { ignore_index = -7 }, [0, -7, 1, 0], weighs: true), WithLabels([2, 3, 2], new { reduction = "sum", ignore_index = 1 }, [0, 2, 1, 0], weighs: false), WithLabels([3], new { }, [], weighs: false),
    ];

    private static Sample<T> WithLabels(Shape shape, object attributes, int[] labels, bool weighs)
    {
        // One label for each row of classes, which lie on axis 1.
        Shape rows = shape.Rank == 1 ? [] : [shape[0], .. shape.Axes[2..]];
        var numbers = Samples<T>.Of(Domain.Usual, [shape], attributes);
        Tensor target = Tensor.From(labels.Length == 0 ? [1] : labels, rows);
        return weighs
            ? numbers with { Inputs = [numbers.Inputs[0], target, Samples<T>.Draw(Domain.Positive, [shape.Rank == 1 ? shape[0] : shape[1]], 9)], Names = ["x", "target", "weight"] }
            : numbers with { Inputs = [numbers.Inputs[0], target], Names = ["x", "target"] };
    }

    private static Sample<T> Named(Domain domain, object? attributes, params (string Name, int[] Shape)[] inputs)
        => Samples<T>.Of(domain, [.. inputs.Select(input => (Shape)input.Shape)], attributes) with { Names = [.. inputs.Select(input => input.Name)] };
}
