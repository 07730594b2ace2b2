using static AutoDiff.NN.Tests.Numbers;

namespace AutoDiff.NN.Tests;

public sealed class CrossEntropyTests
{
    [Fact]
    public void Equal_logits_cost_the_logarithm_of_the_number_of_classes()
        => Assert.Equal(Math.Log(10), Losses.CrossEntropy(Tensor.Zeros<double>([3, 10]), Tensor.Of(0, 5, 9)).Item, 1e-15);

    [Fact]
    public void Value_and_gradient_are_those_of_the_formula()
    {
        // Softmax of (0, ln 3) is (1/4, 3/4); the gradient is (softmax - onehot)/n.
        using var tape = Tape.Start();
        var logits = tape.Variable(Tensor.From([0, Math.Log(3), 0, Math.Log(3)], [2, 2]));
        var loss = Losses.CrossEntropy(logits, Tensor.Of(1, 0));
        Assert.Equal((Math.Log(4.0 / 3) + Math.Log(4)) / 2, loss.Item, 1e-15);
        Assert.All(tape.Gradients(loss, logits)[logits].ToArray().Zip([0.125, -0.125, -0.375, 0.375]), pair => Assert.Equal(pair.Second, pair.First, 1e-15));
    }

    [Theory]
    [InlineData(1e4f)]
    [InlineData(1e38f)]
    public void Large_logits_do_not_overflow(float size)
    {
        using var tape = Tape.Start();
        var logits = tape.Variable(Tensor.From<float>([size, -size], [1, 2]));
        var loss = Losses.CrossEntropy(logits, Tensor.Of(0));
        Assert.Equal(0, loss.Item);
        Assert.All(tape.Gradients(loss, logits)[logits].ToArray(), element => Assert.Equal(0, element));
    }

    // PyTorch 1.13.1: cross_entropy with the same options.
    [Fact]
    public void Values_and_gradients_with_options_are_those_of_PyTorch()
    {
        Near([0.5627531405146385], Losses.CrossEntropy(Scores, Labels));
        Near([0.7627276061270231], Losses.CrossEntropy(Scores, Labels, Weights));
        Near([0.8479682548038798], Losses.CrossEntropy(Scores, Labels, Weights, labelSmoothing: 0.1));
        Near([1.0001867442180425], Losses.CrossEntropy(Scores, Labels, Weights, ignoredLabel: 0, labelSmoothing: 0.1));
        Near([0.541311296657157, 0.571671943324181, 1.101942848229244], Losses.CrossEntropy(Scores, Labels, labelSmoothing: 0.2, reduction: Reduction.None));
        Near(
            [0.026399155551741646, -0.017801150058644178, -0.00859800549309748, 0, 0, 0, 0.21713403077272428, -0.4919608382911003, 0.2748268075183762],
            Gradient(x => Losses.CrossEntropy(x, Labels, Weights, ignoredLabel: 0, labelSmoothing: 0.1), Scores));
        var truth = Tensor.From(new[,] { { 0.2, 0.3, 0.5 }, { 1, 0, 0 }, { 0, 0.5, 0.5 } });
        Near([1.4036755203680442], Losses.CrossEntropy(Scores, truth, Weights, labelSmoothing: 0.1));
    }

    [Fact]
    public void Certain_probabilities_cost_what_labels_cost()
    {
        Near(Losses.CrossEntropy(Scores, Labels, reduction: Reduction.None).ToArray(), Losses.CrossEntropy(Scores, Tensor.OneHot<double>(Labels, 3), reduction: Reduction.None));
        Assert.Equal(0, Losses.CrossEntropy(Tensor.From(new[,] { { 0, double.NegativeInfinity } }), Tensor.From(new[,] { { 1.0, 0 } })).Item);
    }

    [Fact]
    public void Classes_may_lie_on_any_axis()
    {
        var last = Tensor.Normal<double>([2, 4, 3], new Rng(1));
        var labels = Tensor.From(new[,] { { 0, 2, 1, 0 }, { 1, 1, 2, 0 } });
        var expected = Losses.CrossEntropy(last.Reshape(8, 3), labels.Reshape(8)).Item;
        Assert.Equal(expected, Losses.CrossEntropy(last, labels, classAxis: -1).Item, 1e-15);
        Assert.Equal(expected, Losses.CrossEntropy(last.MoveAxis(-1, 1), labels).Item, 1e-15);
        Assert.Equal(expected, Losses.CrossEntropy(last.MoveAxis(-1, 0), labels, classAxis: 0).Item, 1e-15);
        Assert.Equal(Math.Log(3), Losses.CrossEntropy(Tensor.Zeros<double>([3]), Tensor.Scalar(1)).Item, 1e-15);
    }

    [Fact]
    public void What_is_ignored_counts_neither_in_value_nor_gradient_even_if_it_is_NaN()
    {
        var logits = Tensor.From(new[,] { { 0.5, -1.0, 2.0 }, { double.NaN, double.NaN, 0 } });
        foreach (var smoothing in new[] { 0, 0.1 })
        {
            Near([Losses.CrossEntropy(logits[..1], Tensor.Of(2), labelSmoothing: smoothing).Item], Losses.CrossEntropy(logits, Tensor.Of(2, -100), ignoredLabel: -100, labelSmoothing: smoothing));
            Assert.Equal([0, 0, 0], Gradient(x => Losses.CrossEntropy(x, Tensor.Of(2, -100), Weights, -100, smoothing), logits)[1].ToArray());
        }
    }

    [Fact]
    public void A_mean_where_all_is_ignored_is_NaN_without_gradient_and_a_sum_is_0()
    {
        var labels = Tensor.Of(1, 1, 1);
        Assert.True(double.IsNaN(Losses.CrossEntropy(Scores, labels, ignoredLabel: 1).Item));
        Assert.Equal(new double[9], Gradient(x => Losses.CrossEntropy(x, labels, ignoredLabel: 1), Scores).ToArray());
        Assert.Equal(0, Losses.CrossEntropy(Scores, labels, ignoredLabel: 1, reduction: Reduction.Sum).Item);
    }

    [Fact]
    public void An_empty_batch_has_no_losses()
    {
        var (logits, labels) = (Tensor.Zeros<double>([0, 3]), Tensor.Zeros<int>([0]));
        Assert.Equal(0, Losses.CrossEntropy(logits, labels, Weights, reduction: Reduction.Sum).Item);
        Assert.Equal([0], Losses.CrossEntropy(logits, labels, reduction: Reduction.None).Shape);
        Assert.Throws<ShapeException>(() => Losses.CrossEntropy(logits, labels));
    }

    [Fact]
    public void Log_probabilities_have_a_loss_of_their_own()
    {
        var q = Tensor.LogSoftmax(Scores, -1);
        Near([Losses.CrossEntropy(Scores, Labels, Weights).Item], Losses.NegativeLogLikelihood(q, Labels, Weights));
        Near([Losses.CrossEntropy(Scores, Labels, Weights, 0).Item], Losses.NegativeLogLikelihood(q, Labels, Weights, 0));
        Assert.Equal([0, 0, -1, 0, 0, 0, 0, -1, 0], Gradient(x => Losses.NegativeLogLikelihood(x, Labels, ignoredLabel: 0, reduction: Reduction.Sum), q).ToArray());
        var error = Assert.Throws<ArgumentOutOfRangeException>(() => Losses.NegativeLogLikelihood(q, Tensor.Of(0, 7, 1), ignoredLabel: -1));
        Assert.Contains("negative_log_likelihood: labels must be in [0, 3) or -1, which is ignored, got 7 at [1].", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Labels_of_later_batches_are_checked_in_a_compiled_loss()
    {
        var w = new Parameter<double>(Scores);
        var compiled = Compile.Gradients((Tensor<double> x, Tensor<int> y) => Losses.CrossEntropy(w.Value * x, y, Weights, -1, 0.1), [w]);
        foreach (var labels in new[] { Tensor.Of(0, 1, 2), Tensor.Of(2, -1, 1) })
        {
            compiled.Run(Tensor.Ones<double>([3, 3]), labels);
            Assert.Equal(Losses.CrossEntropy(Scores, labels, Weights, -1, 0.1).Item, compiled.Value);
        }

        Assert.Throws<ArgumentOutOfRangeException>(() => compiled.Run(Tensor.Ones<double>([3, 3]), Tensor.Of(0, 1, 3)));
    }

    [Fact]
    public void Misuse_is_refused()
    {
        var logits = Tensor.Zeros<float>([2, 3]);
        Assert.Throws<ShapeException>(() => Losses.CrossEntropy(logits, Tensor.Of(1)));
        Assert.Throws<ShapeException>(() => Losses.CrossEntropy(Tensor.Zeros<float>([3]), Tensor.Of(1)));
        Assert.Throws<ShapeException>(() => Losses.CrossEntropy(logits, Tensor.From(new[,] { { 1 }, { 0 } })));
        Assert.Throws<ShapeException>(() => Losses.CrossEntropy(logits, Tensor.Zeros<float>([2, 1])));
        Assert.Throws<ShapeException>(() => Losses.CrossEntropy(logits, Tensor.Of(0, 1), Tensor.Of(1f, 2)));
        Assert.Throws<ArgumentOutOfRangeException>(() => Losses.CrossEntropy(logits, Tensor.Of(0, 1), labelSmoothing: 1.5));
        Assert.Throws<ArgumentOutOfRangeException>(() => Losses.CrossEntropy(logits, Tensor.Of(0, 1), classAxis: 2));
        Assert.Throws<ShapeException>(() => Losses.CrossEntropy(Tensor.Zeros<float>([0, 3]), Tensor.Of<int>()));
        Assert.Contains("got 3 for sample 1", Assert.Throws<ArgumentOutOfRangeException>(() => Losses.CrossEntropy(logits, Tensor.Of(0, 3))).Message);
        Assert.Throws<ArgumentOutOfRangeException>(() => Losses.CrossEntropy(logits, Tensor.Of(0, -1)));
    }
}
