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

    [Fact]
    public void Misuse_is_refused()
    {
        var logits = Tensor.Zeros<float>([2, 3]);
        Assert.Throws<ShapeException>(() => Losses.CrossEntropy(logits, Tensor.Of(1)));
        Assert.Throws<ShapeException>(() => Losses.CrossEntropy(Tensor.Zeros<float>([3]), Tensor.Of(1)));
        Assert.Throws<ShapeException>(() => Losses.CrossEntropy(Tensor.Zeros<float>([0, 3]), Tensor.Of<int>()));
        Assert.Contains("got 3 for sample 1", Assert.Throws<ArgumentOutOfRangeException>(() => Losses.CrossEntropy(logits, Tensor.Of(0, 3))).Message);
        Assert.Throws<ArgumentOutOfRangeException>(() => Losses.CrossEntropy(logits, Tensor.Of(0, -1)));
    }
}
