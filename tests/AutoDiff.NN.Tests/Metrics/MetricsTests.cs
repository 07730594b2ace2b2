namespace AutoDiff.NN.Tests;

public sealed class MetricsTests
{
    private static readonly Tensor<float> Logits = Tensor.From<float>([1, 2, 0, 5, 4, 3, 0, 0, 1, 2, 2, 1], [4, 3]);

    [Fact]
    public void Predictions_are_the_largest_logits_the_first_of_equals()
        => Assert.Equal([1, 0, 2, 0], Metrics.Predictions(Logits).ToArray());

    [Fact]
    public void Accuracy_is_the_fraction_read_right() => Assert.Equal(0.75, Metrics.Accuracy(Logits, Tensor.Of(1, 0, 2, 1)));

    // The example of scikit-learn's documentation of top_k_accuracy_score.
    [Fact]
    public void Top_k_accuracy_is_that_of_scikit_learn()
    {
        var scores = Tensor.From(new[,] { { 0.5, 0.2, 0.2 }, { 0.3, 0.4, 0.2 }, { 0.2, 0.4, 0.3 }, { 0.7, 0.2, 0.1 } });
        var labels = Tensor.Of(0, 1, 2, 2);
        Assert.Equal((0.5, 0.75, 1.0), (Metrics.TopKAccuracy(scores, labels, 1), Metrics.TopKAccuracy(scores, labels, 2), Metrics.TopKAccuracy(scores, labels, 3)));
        Assert.Throws<ArgumentOutOfRangeException>(() => Metrics.TopKAccuracy(scores, labels, 4));
        Assert.Throws<ShapeException>(() => Metrics.TopKAccuracy(scores, Tensor.Of(0), 1));
    }

    [Fact]
    public void Confusion_counts_labels_by_predictions()
    {
        var counts = new ConfusionMatrix(3);
        counts.Add(Metrics.Predictions(Logits), Tensor.Of(1, 0, 2, 1));
        Assert.Equal(1, counts[1, 0]);
        Assert.Equal(0, counts[0, 1]);
        Assert.Equal((4, 3, 0.75), (counts.Total, counts.Correct, counts.Accuracy));
    }

    [Fact]
    public void Misuse_is_refused()
    {
        Assert.Throws<ShapeException>(() => Metrics.Accuracy(Logits, Tensor.Of(1)));
        Assert.Throws<ShapeException>(() => Metrics.Predictions(Tensor.Zeros<float>([3])));
        var counts = new ConfusionMatrix(3);
        Assert.Throws<ArgumentOutOfRangeException>(() => counts.Add(Tensor.Of(0, 3), Tensor.Of(0, 1)));
        Assert.Equal(0, counts.Total);
    }
}
