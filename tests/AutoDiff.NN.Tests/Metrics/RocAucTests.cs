namespace AutoDiff.NN.Tests;

public sealed class RocAucTests
{
    // The example of scikit-learn's documentation of roc_auc_score.
    [Fact]
    public void Value_is_that_of_scikit_learn() => Assert.Equal(0.75, Metrics.RocAuc(Tensor.Of(0.1, 0.4, 0.35, 0.8), Tensor.Of(0, 0, 1, 1)));

    [Fact]
    public void Value_is_the_fraction_of_pairs_in_order_where_ties_count_half()
    {
        var rng = new Rng(5);
        var (scores, labels) = (new double[60], new int[60]);
        for (var k = 0; k < 60; k++) (scores[k], labels[k]) = (rng.Next(9), rng.Next(2));
        var pairs = from i in Enumerable.Range(0, 60) from j in Enumerable.Range(0, 60) where labels[i] == 1 && labels[j] == 0 select scores[i] > scores[j] ? 1 : scores[i] == scores[j] ? 0.5 : 0;
        Assert.Equal(pairs.Average(), Metrics.RocAuc(Tensor.From(scores), Tensor.From(labels)), 1e-14);
    }

    [Fact]
    public void Ranking_is_all_that_counts()
    {
        Assert.Equal(1, Metrics.RocAuc(Tensor.Of(-3f, -2, 1e9f), Tensor.Of(0, 1, 1)));
        Assert.Equal(0, Metrics.RocAuc(Tensor.Of(3f, 2, 1), Tensor.Of(0, 1, 1)));
        Assert.Equal(0.5, Metrics.RocAuc(Tensor.Of(2f, 2, 2), Tensor.Of(0, 1, 1)));
    }

    [Fact]
    public void Misuse_is_refused()
    {
        Assert.Throws<ShapeException>(() => Metrics.RocAuc(Tensor.Zeros<float>([2, 1]), Tensor.Of(0, 1)));
        Assert.Throws<ArgumentException>(() => Metrics.RocAuc(Tensor.Of(1f, 2), Tensor.Of(1, 1)));
        Assert.Throws<ArgumentException>(() => Metrics.RocAuc(Tensor.Of(1f, 2), Tensor.Of(-1, 1)));
        Assert.Throws<ArgumentException>(() => Metrics.RocAuc(Tensor.Of(1f, float.NaN), Tensor.Of(0, 1)));
    }
}
