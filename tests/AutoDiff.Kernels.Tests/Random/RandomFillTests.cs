namespace AutoDiff.Kernels.Tests;

public class RandomFillTests
{
    [Fact]
    public void Numbers_are_drawn_in_order()
    {
        var (target, random) = (new double[7], new Random(3));
        RandomFill.Uniform(new Random(3), -1, 3, target.AsSpan());
        Assert.Equal([.. Enumerable.Range(0, 7).Select(_ => -1 + 4 * random.NextDouble())], target);
    }

    [Fact]
    public void Normal_numbers_have_their_mean_and_deviation()
    {
        var target = new float[100_001];
        RandomFill.Normal(new Random(5), 2, 3, target.AsSpan());
        var mean = target.Average(x => (double)x);

        // Five standard errors: 3 / √100000 = 0.0095 for the mean, 3 / √200000 = 0.0067 for the deviation.
        Assert.Equal(2, mean, 0.05);
        Assert.Equal(3, Math.Sqrt(target.Average(x => (x - mean) * (x - mean))), 0.035);
    }
}
