using static AutoDiff.NN.Tests.Numbers;

namespace AutoDiff.NN.Tests;

/// <summary>Values are those of PyTorch 1.13.1 with the same arguments, unless a test says otherwise.</summary>
public sealed class MarginLossTests
{
    private static readonly Tensor<double> U = Tensor.From(new[,] { { 1.0, 2 }, { 0.5, -1 } });
    private static readonly Tensor<double> V = Tensor.From(new[,] { { 2.0, 1 }, { 1, 0.5 } });
    private static readonly Tensor<double> Z = Tensor.From(new[,] { { 0.0, 1 }, { 1, -2 } });

    [Fact]
    public void Soft_margin() => Assert.Equal(0.9350515256550365, Losses.SoftMargin(A, Signs).Item, 1e-15);

    [Fact]
    public void Soft_margin_does_not_overflow()
    {
        Assert.Equal([0, 1e4], Losses.SoftMargin(Tensor.Of(1e4, 1e4), Tensor.Of(1.0, -1), Reduction.None).ToArray());
        Assert.Equal([0, 1], Gradient(x => Losses.SoftMargin(x, Tensor.Of(1.0, -1), Reduction.Sum), Tensor.Of(1e4, 1e4)).ToArray());
    }

    [Fact]
    public void Hinge_by_hand()
    {
        // 1 - t x = 0.5, 0, 3, 1.25; the second is at the kink, where the derivative is 0.
        Assert.Equal([0.5, 0, 3, 1.25], Losses.Hinge(A, Signs, Reduction.None).ToArray());
        Assert.Equal([-1, 0, 1, -1], Gradient(x => Losses.Hinge(x, Signs, Reduction.Sum), A).ToArray());
    }

    [Fact]
    public void Hinge_embedding()
    {
        Assert.Equal(0.6125, Losses.HingeEmbedding(A, Signs, 1.2).Item, 1e-15);
        Assert.Equal([1, -1, 0, 1], Gradient(x => Losses.HingeEmbedding(x, Signs, 1.2, Reduction.Sum), A).ToArray());
    }

    [Fact]
    public void Margin_ranking() => Assert.Equal(0.975, Losses.MarginRanking(A, B, Signs, 0.3).Item, 1e-15);

    [Fact]
    public void Multi_margin()
    {
        Assert.Equal(0.2222222222222222, Losses.MultiMargin(Scores, Labels).Item, 1e-15);
        Assert.Equal(0.2888888888888889, Losses.MultiMargin(Scores, Labels, Weights, power: 2, margin: 0.8).Item, 1e-15);
    }

    [Fact]
    public void Multi_margin_refuses_misuse()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => Losses.MultiMargin(Scores, Labels, power: 3));
        Assert.Contains("multi_margin: labels must be in [0, 3), got 3 at [1].", Assert.Throws<ArgumentOutOfRangeException>(() => Losses.MultiMargin(Scores, Tensor.Of(0, 3, 0))).Message, StringComparison.Ordinal);
        Assert.Throws<ShapeException>(() => Losses.MultiMargin(Scores, Tensor.Of(0, 1)));
        Assert.Throws<ShapeException>(() => Losses.MultiMargin(Scores, Labels, Tensor.Of(1.0, 2)));
    }

    [Fact]
    public void Cosine_embedding()
    {
        // cos = 4/5 and 0; (1 - 4/5 + 0 - (-0.2))/2.
        Assert.Equal(0.2, Losses.CosineEmbedding(U, V, Tensor.Of(1.0, -1), -0.2).Item, 1e-12);
        Assert.Equal(1, Losses.CosineEmbedding(Tensor.Zeros<double>([1, 2]), Tensor.Ones<double>([1, 2]), Tensor.Of(1.0)).Item);
        Assert.Equal(0, Losses.CosineEmbedding(Tensor.Full([1, 2], 1e200), Tensor.Full([1, 2], 1e-3), Tensor.Of(1.0)).Item, 1e-6);
    }

    [Fact]
    public void Cosine_embedding_refuses_misuse()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => Losses.CosineEmbedding(U, V, Tensor.Of(1.0, -1), 1.5));
        Assert.Contains("targets [2, 1] for vectors [2, 2]", Assert.Throws<ShapeException>(() => Losses.CosineEmbedding(U, V, Tensor.Ones<double>([2, 1]))).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Triplet_margin()
    {
        Assert.Equal(2.2315508574980507, Losses.TripletMargin(U, V, Z, margin: 2).Item, 1e-14);
        Assert.Equal(2.249998, Losses.TripletMargin(U, V, Z, margin: 2, order: 1, swap: true).Item, 1e-14);
    }

    [Fact]
    public void Triplet_margin_refuses_misuse()
    {
        Assert.Throws<ShapeException>(() => Losses.TripletMargin(U, V, Z[0]));
        Assert.Throws<ArgumentOutOfRangeException>(() => Losses.TripletMargin(U, V, Z, margin: 0));
        Assert.Throws<ArgumentOutOfRangeException>(() => Losses.TripletMargin(U, V, Z, order: 0.5));
    }

    // Each pair lies a little to either side of the margin: the first counts, the second is met.
    [Fact]
    public void Triplets_count_up_to_the_margin_and_not_beyond()
    {
        var (anchor, near, far) = (Tensor.Zeros<double>([2, 1]), Tensor.Full([2, 1], 2.0), Tensor.From(new[,] { { 2.9 }, { 3.1 } }));
        Near([1, 0], Gradient(x => Losses.TripletMargin(anchor, x, far, margin: 1, reduction: Reduction.Sum), near), 1e-12);
        Near([-1, 0], Gradient(x => Losses.TripletMargin(anchor, near, x, margin: 1, reduction: Reduction.Sum), far), 1e-12);
    }

    [Fact]
    public void Embeddings_count_up_to_the_margin_and_not_beyond()
        => Assert.Equal([-1, 0], Gradient(x => Losses.HingeEmbedding(x, Tensor.Of(-1.0, -1), 1, Reduction.Sum), Tensor.Of(0.9, 1.1)).ToArray());

    [Fact]
    public void Cosines_count_down_to_the_margin_and_not_below()
    {
        // u = (1, 0) and unit vectors v with cosines 0.6 and 0.4: the slope by u is v - cos u.
        var v = Tensor.From(new[,] { { 0.6, 0.8 }, { 0.4, Math.Sqrt(0.84) } });
        Near([0, 0.8, 0, 0], Gradient(u => Losses.CosineEmbedding(u, v, Tensor.Of(-1.0, -1), 0.5, Reduction.Sum), Tensor.From(new[,] { { 1.0, 0 }, { 1.0, 0 } })), 1e-12);
    }

    [Fact]
    public void Scores_count_up_to_the_margin_and_the_right_one_never_against_itself()
    {
        // The right score is 2, so with margin 1 a wrong one counts above 1; each sum is divided by three classes.
        var scores = Tensor.From(new[,] { { 2, 1.1, 0.9 } });
        Near([-1.0 / 3, 1.0 / 3, 0], Gradient(x => Losses.MultiMargin(x, Tensor.Of(0)), scores));
        Near([-0.2 / 3, 0.2 / 3, 0], Gradient(x => Losses.MultiMargin(x, Tensor.Of(0), power: 2), scores));
    }

    [Fact]
    public void Signs_have_derivatives_too_where_they_are_variables()
    {
        // By hand: -x where 1 - t x > 0; (b - a) where t (b - a) + margin > 0; -x / (1 + e^(t x)).
        Assert.Equal([-0.5, 0, -2, 0.25], Gradient(t => Losses.Hinge(A, t, Reduction.Sum), Signs).ToArray());
        Near([0.5, 0, -2.5, 0], Gradient(t => Losses.MarginRanking(A, B, t, 0.3, Reduction.Sum), Signs));
        var expected = A.ToArray().Zip(Signs.ToArray(), (x, t) => -x / (1 + Math.Exp(t * x))).ToArray();
        Near(expected, Gradient(t => Losses.SoftMargin(A, t, Reduction.Sum), Signs));
    }
}
