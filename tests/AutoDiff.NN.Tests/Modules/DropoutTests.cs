namespace AutoDiff.NN.Tests;

public sealed class DropoutTests
{
    [Fact]
    public void Training_drops_the_given_fraction_and_scales_the_rest()
    {
        var dropout = new Dropout<double>(0.25, new Rng(7));
        dropout.Train();
        using var tape = Tape.Start();
        var y = dropout.Forward(Tensor.Ones<double>([100, 100])).ToArray();
        Assert.All(y, element => Assert.True(element == 0 || element == 1 / 0.75));

        // Six standard deviations of a binomial with n = 10,000 and p = 1/4: 6 · √(n p (1 - p)) = 260.
        Assert.InRange(y.Count(element => element == 0), 2500 - 260, 2500 + 260);
    }

    [Fact]
    public void Gradient_flows_only_where_the_value_did()
    {
        var dropout = new Dropout<double>(0.5, new Rng(7));
        dropout.Train();
        using var tape = Tape.Start();
        var x = tape.Variable(Tensor.Ones<double>([50]));
        var y = dropout.Forward(x);
        Assert.Equal(y.ToArray(), tape.Gradients(Tensor.Sum(y), x)[x].ToArray());
    }

    [Fact]
    public void Evaluation_is_the_identity_and_draws_nothing()
    {
        var random = new Rng(7);
        var dropout = new Dropout<float>(0.5, random);
        dropout.Evaluate();
        var x = Tensor.Ones<float>([4]);
        Assert.Same(x, dropout.Forward(x));
        Assert.Equal(0ul, random.Counter);
    }

    [Theory]
    [InlineData(-0.1)]
    [InlineData(1.0)]
    [InlineData(double.NaN)]
    public void Probabilities_outside_the_range_are_refused(double probability)
        => Assert.Throws<ArgumentOutOfRangeException>(() => new Dropout<float>(probability, new Rng(1)));
}
