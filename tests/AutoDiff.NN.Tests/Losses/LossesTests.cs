using static AutoDiff.NN.Tests.Numbers;

namespace AutoDiff.NN.Tests;

/// <summary>What all losses have in common.</summary>
public sealed class LossesTests
{
    private static readonly Dictionary<string, Func<Tensor<double>, Tensor<double>, Reduction, Tensor<double>>> Elementwise = new()
    {
        ["mean_squared_error"] = (x, t, r) => Losses.MeanSquaredError(x, t, r),
        ["mean_absolute_error"] = (x, t, r) => Losses.MeanAbsoluteError(x, t, r),
        ["smooth_l1"] = (x, t, r) => Losses.SmoothL1(x, t, 0.5, r),
        ["huber"] = (x, t, r) => Losses.Huber(x, t, 0.5, r),
        ["binary_cross_entropy"] = (x, t, r) => Losses.BinaryCrossEntropy(x, t, null, r),
        ["binary_cross_entropy_with_logits"] = (x, t, r) => Losses.BinaryCrossEntropyWithLogits(x, t, null, null, r),
        ["kullback_leibler"] = (x, t, r) => Losses.KullbackLeibler(x, t, false, r),
        ["soft_margin"] = (x, t, r) => Losses.SoftMargin(x, t, r),
        ["hinge"] = (x, t, r) => Losses.Hinge(x, t, r),
        ["hinge_embedding"] = (x, t, r) => Losses.HingeEmbedding(x, t, 1, r),
        ["poisson_negative_log_likelihood"] = (x, t, r) => Losses.PoissonNegativeLogLikelihood(x, t, reduction: r),
        ["gaussian_negative_log_likelihood"] = (x, t, r) => Losses.GaussianNegativeLogLikelihood(x, t, Tensor.Ones<double>(x.Shape), reduction: r),
        ["margin_ranking"] = (x, t, r) => Losses.MarginRanking(x, t, Tensor.Ones<double>(x.Shape), 0.5, r),
    };

    public static TheoryData<string> Names => [.. Elementwise.Keys];

    [Theory]
    [MemberData(nameof(Names))]
    public void Shapes_that_broadcast_are_refused_all_the_same(string name)
    {
        var error = Assert.Throws<ShapeException>(() => Elementwise[name](Tensor.Ones<double>([4, 1]), Tensor.Ones<double>([4]), Reduction.Mean));
        Assert.StartsWith($"{name}: ", error.Message, StringComparison.Ordinal);
        Assert.Contains("[4, 1] and [4]; reshape one of them", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void A_mean_of_nothing_is_refused_and_a_sum_of_nothing_is_0(string name)
    {
        var empty = Tensor.Zeros<double>([0, 2]);
        Assert.Contains($"{name}: a mean needs at least one element", Assert.Throws<ShapeException>(() => Elementwise[name](empty, empty, Reduction.Mean)).Message, StringComparison.Ordinal);
        Assert.Throws<ShapeException>(() => Elementwise[name](empty, empty, Reduction.BatchMean));
        Assert.Equal(0, Elementwise[name](empty, empty, Reduction.Sum).Item);
        Assert.Equal([0, 2], Elementwise[name](empty, empty, Reduction.None).Shape);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Reductions_are_sums_and_quotients_of_the_single_losses(string name)
    {
        var (x, t) = (Tensor.From([0.2, 0.7, 0.4, 0.9, 0.1, 0.6], [2, 3]), Tensor.Ones<double>([2, 3]));
        var single = Elementwise[name](x, t, Reduction.None).ToArray();
        Assert.Equal(6, single.Length);
        Assert.Equal(single.Sum(), Elementwise[name](x, t, Reduction.Sum).Item, 1e-14);
        Assert.Equal(single.Sum() / 6, Elementwise[name](x, t, Reduction.Mean).Item, 1e-14);
        Assert.Equal(single.Sum() / 2, Elementwise[name](x, t, Reduction.BatchMean).Item, 1e-14);
        Assert.Throws<ArgumentOutOfRangeException>(() => Elementwise[name](x, t, (Reduction)7));
        Assert.Throws<ShapeException>(() => Elementwise[name](Tensor.Scalar(0.5), Tensor.Scalar(1.0), Reduction.BatchMean));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void NaN_in_gives_NaN_out_and_stays_with_its_element(string name)
    {
        var x = Tensor.Of(0.5, double.NaN);
        var losses = Elementwise[name](x, Tensor.Of(1.0, 1.0), Reduction.None).ToArray();
        Assert.True(double.IsFinite(losses[0]) && double.IsNaN(losses[1]));
        Assert.True(double.IsNaN(Elementwise[name](x, Tensor.Of(1.0, 1.0), Reduction.Mean).Item));
    }

    [Fact]
    public void Every_batch_of_a_compiled_loss_is_checked()
    {
        var w = new Parameter<double>(Tensor.Of(0.5, 0.25));
        var compiled = Compile.Gradients((Tensor<double> x, Tensor<double> t) => Losses.BinaryCrossEntropy(w.Value * x, t), [w]);
        compiled.Run(Tensor.Of(1.0, 1.0), Tensor.Of(1.0, 0.0));
        Assert.Equal((Math.Log(2) - Math.Log(0.75)) / 2, compiled.Value, 1e-15);
        compiled.Run(Tensor.Of(0.5, 2.0), Tensor.Of(0.0, 1.0));
        Assert.Equal((-Math.Log(0.75) + Math.Log(2)) / 2, compiled.Value, 1e-15);
        Assert.Throws<ArgumentOutOfRangeException>(() => compiled.Run(Tensor.Of(3.0, 2.0), Tensor.Of(0.0, 1.0)));
    }

    [Fact]
    public void Targets_of_margins_must_be_signs()
    {
        var wrong = Tensor.Of(1.0, 0.0, 1.0, 1.0);
        Assert.Contains("hinge: targets must be 1 or -1, got 0 at [1].", Assert.Throws<ArgumentOutOfRangeException>(() => Losses.Hinge(A, wrong)).Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentOutOfRangeException>(() => Losses.SoftMargin(A, wrong));
        Assert.Throws<ArgumentOutOfRangeException>(() => Losses.HingeEmbedding(A, wrong));
        Assert.Throws<ArgumentOutOfRangeException>(() => Losses.MarginRanking(A, B, wrong));
        Assert.Throws<ArgumentOutOfRangeException>(() => Losses.CosineEmbedding(Tensor.Ones<double>([4, 2]), Tensor.Ones<double>([4, 2]), wrong));
    }
}
