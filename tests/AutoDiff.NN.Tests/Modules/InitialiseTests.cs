namespace AutoDiff.NN.Tests;

public sealed class InitialiseTests
{
    // With 30,000 numbers the standard error of a deviation is 0.4 % (normal); five of them are 2 %.
    [Fact]
    public void Deviations_are_those_of_the_papers()
    {
        var random = new Rng(1);
        Close(Math.Sqrt(2.0 / 400), Initialise.GlorotUniform<double>(100, 300, random));
        Close(Math.Sqrt(2.0 / 400), Initialise.GlorotNormal<double>(100, 300, random));
        Close(Math.Sqrt(2.0 / 100), Initialise.HeUniform<double>(100, 300, random));
        Close(Math.Sqrt(2.0 / 100), Initialise.HeNormal<double>(100, 300, random));
        Close(3 * Math.Sqrt(1.0 / 100), Initialise.HeNormal<double>(100, 300, random, gain: 3));
    }

    [Fact]
    public void Uniform_stays_within_its_bound()
        => Assert.All(Initialise.GlorotUniform<double>(100, 200, new Rng(1)).ToArray(), w => Assert.InRange(Math.Abs(w), 0, Math.Sqrt(6.0 / 300)));

    [Fact]
    public void Same_seed_gives_the_same_weights()
        => Assert.Equal(Initialise.HeNormal<float>(7, 5, new Rng(3)).ToArray(), Initialise.HeNormal<float>(7, 5, new Rng(3)).ToArray());

    [Fact]
    public void Shapes_other_than_matrices_say_what_is_summed()
    {
        var random = new Rng(1);
        Shape shape = [60, 20, 5, 5];
        Close(Math.Sqrt(2.0 / (500 + 1500)), Initialise.GlorotUniform<double>(shape, 500, 1500, random));
        Close(Math.Sqrt(2.0 / (500 + 1500)), Initialise.GlorotNormal<double>(shape, 500, 1500, random));
        Close(Math.Sqrt(2.0 / 500), Initialise.HeUniform<double>(shape, 500, random));
        Close(Math.Sqrt(2.0 / 500), Initialise.HeNormal<double>(shape, 500, random));
        Close(Math.Sqrt(1.0 / 500), Initialise.LeCunUniform<double>(shape, 500, random));
        Close(Math.Sqrt(1.0 / 500), Initialise.LeCunNormal<double>(shape, 500, random));
    }

    // Gains of PyTorch 1.13.1: torch.nn.init.calculate_gain.
    [Fact]
    public void Gains_are_those_of_PyTorch()
    {
        Assert.Equal(1.4142135623730951, Initialise.ReluGain);
        Assert.Equal(1.6666666666666667, Initialise.TanhGain);
        Assert.Equal(0.75, Initialise.SeluGain);
        Assert.Equal(1.3867504905630728, Initialise.LeakyReluGain(0.2), 1e-15);
    }

    [Theory]
    [InlineData(3, 5)]
    [InlineData(5, 3)]
    [InlineData(4, 4)]
    public void Orthogonal_rows_or_columns_are_orthonormal(int rows, int columns)
    {
        var w = Initialise.Orthogonal<double>([rows, columns], new Rng(3), gain: 2);
        var product = rows <= columns ? Tensor.MatMul(w, w.Transpose()) : Tensor.MatMul(w.Transpose(), w);
        Wave.Close((4 * Tensor.Eye<double>(Math.Min(rows, columns))).ToArray(), product);
        Assert.Equal(w.ToArray(), Initialise.Orthogonal<double>([rows, columns], new Rng(3), gain: 2).ToArray());
    }

    [Fact]
    public void Orthogonal_takes_the_other_axes_as_columns()
    {
        var w = Initialise.Orthogonal<double>([2, 3, 2], new Rng(3)).Reshape(2, 6);
        Wave.Close([1, 0, 0, 1], Tensor.MatMul(w, w.Transpose()));
        Assert.Throws<ShapeException>(() => Initialise.Orthogonal<double>([3], new Rng(3)));
    }

    // The deviation of a standard normal number within ±2 is √(1 - 4 φ(2)/(2 Φ(2) - 1)) = 0.87962566103423978.
    [Fact]
    public void Truncated_normal_numbers_stay_within_their_range()
    {
        var x = Initialise.TruncatedNormal<double>([200, 200], new Rng(3), deviation: 0.5, mean: 3);
        Assert.All(x.ToArray(), v => Assert.InRange(v, 2, 4));
        Assert.Equal(3, x.ToArray().Average(), 0.02);
        Close(0.5 * 0.87962566103423978, x - 3);
        Assert.All(Initialise.TruncatedNormal<float>([100, 100], new Rng(3), range: 0.5).ToArray(), v => Assert.InRange(v, -0.5f, 0.5f));
    }

    private static void Close(double deviation, Tensor<double> w)
        => Assert.InRange(Math.Sqrt(w.ToArray().Average(x => x * x)) / deviation, 0.98, 1.02);
}
