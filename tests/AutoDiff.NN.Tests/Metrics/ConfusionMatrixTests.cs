namespace AutoDiff.NN.Tests;

public sealed class ConfusionMatrixTests
{
    /// <summary>Class 0: 2 of 3 found, 3 predicted. Class 1: 1 of 3 found, 2 predicted. Class 2: 3 of 4 found, 5 predicted.</summary>
    private static ConfusionMatrix Counted(ConfusionMatrix counts)
    {
        counts.Add(Tensor.Of(0, 1, 0, 1, 2), Tensor.Of(0, 0, 0, 1, 1));
        counts.Add(Tensor.Of(2, 2, 0, 2, 2), Tensor.Of(2, 2, 2, 2, 1));
        return counts;
    }

    [Fact]
    public void Scores_of_a_class_are_fractions_of_its_row_and_column()
    {
        var counts = Counted(new ConfusionMatrix(3));
        Assert.Equal((2.0 / 3, 1.0 / 2, 3.0 / 5), (counts.Precision(0), counts.Precision(1), counts.Precision(2)));
        Assert.Equal((2.0 / 3, 1.0 / 3, 3.0 / 4), (counts.Recall(0), counts.Recall(1), counts.Recall(2)));
        Assert.Equal((2.0 / 3, 2.0 / 5, 2.0 / 3), (counts.F1(0), counts.F1(1), counts.F1(2)));
    }

    [Fact]
    public void Averages_count_classes_samples_or_both()
    {
        var counts = Counted(new ConfusionMatrix(3));
        Assert.Equal((2.0 / 3 + 1.0 / 2 + 3.0 / 5) / 3, counts.Precision(Average.Macro), 1e-15);
        Assert.Equal((2.0 / 3 + 1.0 / 3 + 3.0 / 4) / 3, counts.Recall(Average.Macro), 1e-15);
        Assert.Equal((2.0 / 3 + 2.0 / 5 + 2.0 / 3) / 3, counts.F1(Average.Macro), 1e-15);
        Assert.Equal((3 * 2.0 / 3 + 3 * 1.0 / 2 + 4 * 3.0 / 5) / 10, counts.Precision(Average.Weighted), 1e-15);
        Assert.Equal(0.6, counts.Recall(Average.Weighted), 1e-15);
        Assert.Equal((0.6, 0.6, 0.6), (counts.Precision(Average.Micro), counts.Recall(Average.Micro), counts.F1(Average.Micro)));
    }

    [Fact]
    public void Classes_that_never_occur_are_left_out_and_fractions_of_nothing_are_0()
    {
        var counts = new ConfusionMatrix(4);
        Assert.Equal(0, counts.F1(Average.Macro));
        counts.Add(Tensor.Of(1, 1), Tensor.Of(1, 2));
        Assert.Equal((0.5, 0, 0), (counts.Precision(1), counts.Precision(2), counts.Recall(0)));
        Assert.Equal((0.25, 0.5), (counts.Precision(Average.Macro), counts.Recall(Average.Macro)));
    }

    [Fact]
    public void It_prints_a_table_with_recall_and_precision()
    {
        var counts = new ConfusionMatrix(["cat", "dog"]);
        counts.Add(Tensor.Of(0, 0, 0, 0, 0, 1, 0, 0, 1, 1, 1, 1, 1, 1, 1), Tensor.Of(0, 0, 0, 0, 0, 0, 1, 1, 1, 1, 1, 1, 1, 1, 1));
        Assert.Equal(
            """
            true \ predicted    cat    dog  recall
                         cat      5      1   0.833
                         dog      2      7   0.778
                   precision  0.714  0.875
            accuracy 0.800 (12 of 15)
            """.ReplaceLineEndings("\n"),
            counts.ToString());
    }

    [Fact]
    public void Misuse_is_refused()
    {
        var counts = new ConfusionMatrix(2);
        Assert.Throws<ArgumentOutOfRangeException>(() => counts.Precision(2));
        counts.Add(Tensor.Of(0), Tensor.Of(0));
        Assert.Throws<ArgumentOutOfRangeException>(() => counts.Recall((Average)5));
        Assert.Throws<ArgumentOutOfRangeException>(() => new ConfusionMatrix([]));
    }
}
