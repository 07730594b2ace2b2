namespace AutoDiff.NN.Tests;

public sealed class DatasetTests
{
    /// <summary>Sample k has the input (10k, 10k + 1) and the label k.</summary>
    private static Dataset<float> Ten() => new(
        Enumerable.Range(0, 10).SelectMany(k => new[] { 10f * k, 10f * k + 1 }).ToArray(), Enumerable.Range(0, 10).ToArray(), [2]);

    [Fact]
    public void Batches_cover_every_sample_once_with_its_own_label()
    {
        var batches = Ten().Batches(4, new Rng(1)).ToArray();
        Assert.Equal([4, 4, 2], batches.Select(batch => batch.Count));
        Assert.Equal([4, 2], batches[0].Inputs.Shape);
        Assert.Equal(Enumerable.Range(0, 10), batches.SelectMany(batch => batch.Labels.ToArray()).Order());
        foreach (var batch in batches)
        {
            Assert.Equal(batch.Labels.ToArray().SelectMany(k => new[] { 10f * k, 10f * k + 1 }), batch.Inputs.ToArray());
        }
    }

    [Fact]
    public void Without_a_generator_the_order_stays() => Assert.Equal(Enumerable.Range(0, 10), Order(null));

    [Fact]
    public void Shuffling_follows_the_seed_and_goes_on_from_epoch_to_epoch()
    {
        var random = new Rng(5);
        var (first, second) = (Order(random), Order(random));
        Assert.Equal(first, Order(new Rng(5)));
        Assert.NotEqual(first, second);
        Assert.NotEqual(Enumerable.Range(0, 10), first);
    }

    [Fact]
    public void A_slice_holds_its_part()
    {
        var part = Ten()[7..];
        Assert.Equal(3, part.Count);
        Assert.Equal([7, 8, 9], part.Gather([0, 1, 2]).Labels.ToArray());
        Assert.Equal([90, 91], part.Gather([2]).Inputs.ToArray());
    }

    [Fact]
    public void Misuse_is_refused()
    {
        Assert.Throws<ShapeException>(() => new Dataset<float>(new float[5], new int[2], [2]));
        Assert.Throws<ArgumentOutOfRangeException>(() => Ten().Batches(0));
        Assert.Throws<ArgumentOutOfRangeException>(() => Ten()[..11]);
    }

    private static int[] Order(Random? random) => [.. Ten().Batches(3, random).SelectMany(batch => batch.Labels.ToArray())];
}
