namespace AutoDiff.NN.Tests;

public sealed class WeightAverageTests
{
    private static readonly double[] Weights = [1, 2, 6, -5];

    [Fact]
    public void An_equal_average_is_the_mean_of_the_weights()
    {
        var (average, _) = Averaged(null);
        Assert.Equal(Weights.Average(), average.Averages[0].Snapshot().Item, 1e-15);
        Assert.Equal(4, average.Count);
    }

    [Fact]
    public void An_exponential_average_begins_with_the_first_weights_and_forgets_by_its_decay()
    {
        var (average, _) = Averaged(0.75);
        var expected = Weights[0];
        foreach (var w in Weights[1..]) expected = 0.75 * expected + 0.25 * w;
        Assert.Equal(expected, average.Averages[0].Snapshot().Item, 1e-15);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(1000)]
    public void A_swap_shows_the_averages_until_it_is_disposed(int length)
    {
        var w = new Parameter<float>(Tensor.Arange(0f, length, 1f));
        var average = new WeightAverage<float>([w]);
        average.Add();
        w.Set(-w.Snapshot());
        var trained = w.Snapshot().ToArray();
        var swap = average.Swap();
        Assert.Equal(Tensor.Arange(0f, length, 1f).ToArray(), w.Snapshot().ToArray());
        swap.Dispose();
        Assert.Equal(trained, w.Snapshot().ToArray());
        swap.Dispose();
        Assert.Equal(trained, w.Snapshot().ToArray());
    }

    [Fact]
    public void A_swap_is_counted_as_a_change_of_the_weights()
    {
        var (average, w) = Averaged(null);
        var version = w.Version;
        average.Swap().Dispose();
        Assert.Equal(version + 2, w.Version);
    }

    [Fact]
    public void Adding_does_not_allocate()
    {
        var w = new Parameter<float>(Tensor.Ones<float>([5000]));
        var average = new WeightAverage<float>([w], 0.9);
        for (var k = 0; k < 50; k++) average.Add();
        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var k = 0; k < 50; k++) average.Add();
        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
    }

    [Fact]
    public void A_restored_average_continues_bit_for_bit()
    {
        var (average, w) = Averaged(0.9);
        var restored = new WeightAverage<double>([w], 0.9);
        SavedState<double>.Of(average).RestoreTo(restored);
        average.Add();
        restored.Add();
        Assert.Equal(average.Averages[0].Snapshot().ToArray(), restored.Averages[0].Snapshot().ToArray());
        Assert.Equal(5, restored.Count);
    }

    [Fact]
    public void Misuse_is_refused()
    {
        var w = new Parameter<double>(Tensor.Of(1.0));
        Assert.Throws<ArgumentException>(() => new WeightAverage<double>([]));
        Assert.Throws<ArgumentException>(() => new WeightAverage<double>([w, w]));
        Assert.Throws<ArgumentOutOfRangeException>(() => new WeightAverage<double>([w], 1));
        var average = new WeightAverage<double>([w]);
        Assert.Throws<InvalidOperationException>(average.Swap);
        average.Add();
        using var swap = average.Swap();
        Assert.Throws<InvalidOperationException>(average.Add);
        Assert.Throws<InvalidOperationException>(average.Swap);
        Assert.Throws<InvalidOperationException>(() => SavedState<double>.Of(average));
    }

    private static (WeightAverage<double> Average, Parameter<double> W) Averaged(double? decay)
    {
        var w = new Parameter<double>(Tensor.Of(0.0));
        var average = new WeightAverage<double>([w], decay);
        foreach (var value in Weights)
        {
            w.Set(Tensor.Of(value));
            average.Add();
        }

        return (average, w);
    }
}
