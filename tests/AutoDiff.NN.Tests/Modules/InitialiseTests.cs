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

    private static void Close(double deviation, Tensor<double> w)
        => Assert.InRange(Math.Sqrt(w.ToArray().Average(x => x * x)) / deviation, 0.98, 1.02);
}
