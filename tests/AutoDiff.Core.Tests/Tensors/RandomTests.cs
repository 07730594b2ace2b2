namespace AutoDiff.Tests;

public class RandomTests
{
    [Fact]
    public void A_seed_gives_the_same_numbers_again()
    {
        Assert.Equal(Tensor.Uniform<double>([3, 4], new Rng(5)).ToArray(), Tensor.Uniform<double>([12], new Rng(5)).ToArray());
        Assert.Equal(Tensor.Normal<float>([5], new Rng(5), 1, 2).ToArray(), Tensor.Normal<float>([5], new Rng(5), 1, 2).ToArray());
    }

    [Fact]
    public void A_compiled_function_draws_anew_at_each_run()
    {
        var random = new Rng(7);
        var noisy = Compile.Function((Tensor<double> x) => x + Tensor.Uniform<double>(x.Shape, random));
        var zeros = Tensor.Zeros<double>([4]);
        var runs = Enumerable.Range(0, 3).Select(_ => noisy.Run(zeros).ToArray()).ToArray();
        var again = new Rng(7);
        foreach (var run in runs) Assert.Equal(Tensor.Uniform<double>([4], again).ToArray(), run);
    }
}
