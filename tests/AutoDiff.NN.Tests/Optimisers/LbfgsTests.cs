namespace AutoDiff.NN.Tests;

public sealed class LbfgsTests
{
    // Expected: PyTorch 1.13.1 in float64, torch.optim.LBFGS, from (-1.2, 1): the point reached and the losses before each step.
    [Fact]
    public void Fixed_steps_are_those_of_PyTorch()
    {
        var x = Start();
        var optimiser = new Lbfgs<double>([x], 0.5, iterations: 2, historySize: 5, lineSearch: LineSearch.None);
        Near([24.199999999999996, 21.982012223784402, 11.011191599950664], Run(optimiser, x, 3));
        Near([-0.9872642533017064, 1.0780444070859168], x.Snapshot().ToArray());
        Assert.Equal((3, 6), (optimiser.Iterations, optimiser.Evaluations));
    }

    [Fact]
    public void Searched_steps_are_those_of_PyTorch()
    {
        var x = Start();
        var optimiser = new Lbfgs<double>([x], iterations: 3, historySize: 3);
        Near([24.199999999999996, 4.146927102567213, 4.121126775765638, 4.084915328090515], Run(optimiser, x, 4));
        Near([-0.9349818277934958, 0.836452117556499], x.Snapshot().ToArray());
        Assert.Equal((7, 12), (optimiser.Iterations, optimiser.Evaluations));
    }

    [Fact]
    public void Rosenbrocks_valley_is_walked_to_its_end()
    {
        var x = Start();
        Run(new Lbfgs<double>([x], changeTolerance: 1e-15), x, 3);

        // The minimum is 0 at (1, 1).
        Assert.InRange(Rosenbrock(x).Item, 0, 1e-12);
        Assert.All(x.Snapshot().ToArray(), element => Assert.Equal(1, element, 1e-5));
    }

    [Fact]
    public void A_quadratic_of_many_variables_is_solved()
    {
        // ½ Σ i (xᵢ - i)²: condition 20, minimum at xᵢ = i.
        var (x, y) = (new Parameter<double>(Tensor.Zeros<double>([4, 3])), new Parameter<double>(Tensor.Zeros<double>([8])));
        var (a, b) = (Tensor.Arange(1.0, 13, 1.0).Reshape(4, 3), Tensor.Arange(13.0, 21, 1.0));
        var optimiser = new Lbfgs<double>([x, y], iterations: 100, changeTolerance: 1e-15, historySize: 10);
        optimiser.Step(() => 0.5 * Tensor.Sum(a * Tensor.Square(x.Value - a)) + 0.5 * Tensor.Sum(b * Tensor.Square(y.Value - b)));
        foreach (var (found, minimum) in x.Snapshot().ToArray().Zip(a.ToArray())) Assert.Equal(minimum, found, 1e-6);
        foreach (var (found, minimum) in y.Snapshot().ToArray().Zip(b.ToArray())) Assert.Equal(minimum, found, 1e-6);
        Assert.InRange(optimiser.Iterations, 1, 40);
    }

    [Theory]
    [InlineData(1.0)]
    [InlineData(0.001)]
    [InlineData(100.0)]
    public void A_searched_iteration_ends_where_the_strong_Wolfe_conditions_hold(double firstTry)
    {
        var x = Start();
        var optimiser = new Lbfgs<double>([x], firstTry, iterations: 1);
        for (var step = 0; step < 8; step++)
        {
            var (before, from, slopes) = (Rosenbrock(x).Item, x.Snapshot(), Slopes(x));
            optimiser.Step(() => Rosenbrock(x));
            var move = x.Snapshot() - from;
            var (slopeBefore, slopeAfter) = (Tensor.Sum(slopes * move).Item, Tensor.Sum(Slopes(x) * move).Item);
            Assert.True(slopeBefore < 0);
            Assert.True(Rosenbrock(x).Item <= before + 1e-4 * slopeBefore + 1e-15);
            Assert.True(Math.Abs(slopeAfter) <= 0.9 * Math.Abs(slopeBefore) + 1e-15);
        }
    }

    [Fact]
    public void Maximising_climbs()
    {
        var x = Start();
        var optimiser = new Lbfgs<double>([x], changeTolerance: 1e-15) { IsMaximising = true };
        for (var step = 0; step < 3; step++) optimiser.Step(() => -Rosenbrock(x));
        Assert.InRange(Rosenbrock(x).Item, 0, 1e-12);
    }

    [Fact]
    public void A_step_with_gradients_is_one_iteration()
    {
        var (x, y) = (Start(), Start());
        var (one, other) = (Fixed(x), Fixed(y));
        for (var step = 0; step < 6; step++)
        {
            one.Step(() => Rosenbrock(x));
            using var tape = Tape.Start();
            other.Step(tape.Gradients(Rosenbrock(y), y));
        }

        Assert.Equal(x.Snapshot().ToArray(), y.Snapshot().ToArray());
        Assert.Equal(6, other.Steps);

        static Lbfgs<double> Fixed(Parameter<double> w) => new([w], 0.1, iterations: 1, historySize: 2, lineSearch: LineSearch.None);
    }

    [Fact]
    public void Nothing_moves_where_the_gradient_is_zero()
    {
        var x = new Parameter<double>(Tensor.Of(1.0, 1));
        Assert.Equal(0, new Lbfgs<double>([x]).Step(() => Rosenbrock(x)));
        Assert.Equal([1.0, 1], x.Snapshot().ToArray());
    }

    [Fact]
    public void A_loss_that_throws_leaves_the_weights_where_they_were()
    {
        var x = Start();
        var calls = 0;
        var optimiser = new Lbfgs<double>([x]);
        Assert.Throws<TimeoutException>(() => optimiser.Step(() => ++calls < 3 ? Rosenbrock(x) : throw new TimeoutException()));
        Assert.Equal([-1.2, 1.0], x.Snapshot().ToArray());
    }

    [Fact]
    public void What_it_cannot_do_is_refused()
    {
        var x = Start();
        var optimiser = new Lbfgs<double>([x]);
        Assert.Throws<NotSupportedException>(() => optimiser.Add([Start()]));
        Assert.Contains("line search", Assert.Throws<InvalidOperationException>(() => Stream.Step(optimiser, x, 1, 1)).Message, StringComparison.Ordinal);
        optimiser.Groups[0].WeightDecay = 0.1;
        Assert.Throws<NotSupportedException>(() => optimiser.Step(() => Rosenbrock(x)));
        Assert.Throws<ArgumentOutOfRangeException>(() => new Lbfgs<double>([x], historySize: 0));
        Assert.Throws<ArgumentOutOfRangeException>(() => new Lbfgs<double>([x], iterations: 0));
    }

    private static Parameter<double> Start() => new(Tensor.Of(-1.2, 1.0), "x");

    private static Tensor<double> Rosenbrock(Parameter<double> x)
    {
        var (a, b) = (x.Value[..1], x.Value[1..]);
        return Tensor.Sum(100 * Tensor.Square(b - a * a) + Tensor.Square(1 - a));
    }

    private static Tensor<double> Slopes(Parameter<double> x)
    {
        using var tape = Tape.Start();
        return tape.Gradients(Rosenbrock(x), x)[x];
    }

    private static double[] Run(Lbfgs<double> optimiser, Parameter<double> x, int steps)
        => [.. Enumerable.Range(0, steps).Select(_ => optimiser.Step(() => Rosenbrock(x)))];

    // A few iterations amplify the rounding of the first by what the valley is curved: 1e-9 leaves five digits to spare.
    private static void Near(double[] expected, double[] actual)
    {
        Assert.Equal(expected.Length, actual.Length);
        for (var k = 0; k < expected.Length; k++) Assert.Equal(expected[k], actual[k], 1e-9);
    }
}
