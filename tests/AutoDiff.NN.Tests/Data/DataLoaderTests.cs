namespace AutoDiff.NN.Tests;

public sealed class DataLoaderTests
{
    private static DataLoader<Pair<double>> Loader(int ahead = 0, bool dropLast = false, ulong? seed = 1, int count = 10) => new(
        new TensorDataset<double>(Tensor.Arange<double>(count), Tensor.Arange<double>(count)), 4, seed, dropLast, ahead,
        (pair, random) => pair with { Inputs = pair.Inputs + 0.5 * random.NextDouble() });

    private static double[] Read(IEnumerable<Pair<double>> batches) => [.. batches.SelectMany(pair => pair.Inputs.ToArray())];

    [Theory]
    [InlineData(0)]
    [InlineData(3)]
    public void An_epoch_has_every_sample_once_and_the_next_has_another_order(int ahead)
    {
        var loader = Loader(ahead);
        var (first, second) = (Read(loader), Read(loader));
        foreach (var epoch in new[] { first, second }) Assert.Equal(Enumerable.Range(0, 10), epoch.Select(x => (int)x).Order());
        Assert.NotEqual(first.Select(x => (int)x), second.Select(x => (int)x));
        Assert.NotEqual(first.Order(), second.Order());
        Assert.Equal(new LoaderPosition(2, 0), loader.Position);
    }

    [Fact]
    public void Preparing_ahead_changes_no_bit()
    {
        var (one, other) = (Loader(), Loader(ahead: 2));
        for (var epoch = 0; epoch < 3; epoch++) Assert.Equal(Read(one), Read(other));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(2)]
    public void It_goes_on_from_a_saved_position_bit_for_bit(int ahead)
    {
        var whole = Loader();
        var all = Read(Enumerable.Range(0, 3).SelectMany(_ => whole));
        for (var at = 0; at <= 9; at++)
        {
            var first = Loader(ahead);
            var begun = Read(Enumerable.Range(0, 3).SelectMany(_ => first).Take(at));
            var second = Loader(ahead);
            second.Position = first.Position;
            Assert.Equal(all, begun.Concat(Read(Enumerable.Range(0, 3).SelectMany(_ => second)).Take(all.Length - begun.Length)));
        }
    }

    [Fact]
    public void Without_a_seed_the_order_stays() => Assert.Equal(Enumerable.Range(0, 10), Read(Loader(seed: null)).Select(x => (int)x));

    [Fact]
    public void A_last_batch_that_is_smaller_can_be_dropped()
    {
        Assert.Equal((2, 3), (Loader(dropLast: true).Batches, Loader().Batches));
        Assert.Equal(8, Read(Loader(dropLast: true)).Length);
        Assert.Equal([4, 4, 2], Enumerable.Range(0, 3).Select(Loader().SamplesOf));
    }

    [Fact]
    public void What_goes_wrong_on_the_other_thread_is_thrown_on_this_one()
    {
        var loader = new DataLoader<int>(new Broken(), 1, ahead: 2);
        Assert.Contains("sample 3", Assert.Throws<InvalidDataException>(() => loader.Sum()).Message);
    }

    [Fact]
    public void Misuse_is_refused()
    {
        Assert.Throws<ArgumentException>(() => Loader(dropLast: true, count: 3));
        Assert.Throws<ArgumentOutOfRangeException>(() => Loader().Position = new LoaderPosition(0, 4));
    }

    private sealed class Broken : IDataset<int>
    {
        public int Count => 5;

        public int Gather(ReadOnlySpan<int> places) => places[0] < 3 ? places[0] : throw new InvalidDataException($"sample {places[0]} is broken.");
    }
}
