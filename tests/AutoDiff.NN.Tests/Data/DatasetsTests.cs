namespace AutoDiff.NN.Tests;

public sealed class DatasetsTests
{
    /// <summary>Sample k has the input k and the target -k.</summary>
    private static TensorDataset<double> Numbers(int count) => new(Tensor.Arange<double>(count).Reshape(count, 1), -Tensor.Arange<double>(count));

    private static double[] All(IDataset<Pair<double>> data) => data.Gather([.. Enumerable.Range(0, data.Count)]).Inputs.ToArray();

    [Fact]
    public void Rows_of_inputs_and_targets_stay_together()
    {
        var batch = Numbers(5).Gather([3, 1]);
        Assert.Equal([2, 1], batch.Inputs.Shape);
        Assert.Equal([2], batch.Targets.Shape);
        Assert.Equal([3, 1], batch.Inputs.ToArray());
        Assert.Equal([-3, -1], batch.Targets.ToArray());
    }

    [Fact]
    public void A_split_deals_every_sample_to_one_part_and_follows_the_seed()
    {
        var parts = Numbers(10).Split(new Rng(1), 0.6, 0.3, 0.1);
        Assert.Equal([6, 3, 1], parts.Select(part => part.Count));
        Assert.Equal(Enumerable.Range(0, 10).Select(k => (double)k), parts.SelectMany(All).Order());
        Assert.Equal(All(parts[0]), All(Numbers(10).Split(new Rng(1), 0.6, 0.3, 0.1)[0]));
        Assert.NotEqual(All(parts[0]), All(Numbers(10).Split(new Rng(2), 0.6, 0.3, 0.1)[0]));
    }

    [Fact]
    public void Every_sample_validates_in_just_one_fold()
    {
        var folds = Numbers(11).Folds(3, new Rng(1));
        Assert.Equal(Enumerable.Range(0, 11).Select(k => (double)k), folds.SelectMany(fold => All(fold.Validation)).Order());
        foreach (var (training, validation) in folds)
        {
            Assert.InRange(validation.Count, 3, 4);
            Assert.Equal(Enumerable.Range(0, 11).Select(k => (double)k), All(training).Concat(All(validation)).Order());
        }
    }

    [Fact]
    public void Parts_can_be_filtered_mapped_and_cut_again()
    {
        var even = Numbers(10).Where(pair => pair.Inputs.Item % 2 == 0).Map(pair => pair with { Inputs = 10 * pair.Inputs }).Subset([4, 0, 4]);
        Assert.Equal([80, 0, 80], All(even));
    }

    [Fact]
    public void Misuse_is_refused()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => Numbers(3).Subset([3]));
        Assert.Throws<ArgumentException>(() => Numbers(3).Split(new Rng(1), 0.5, 0.4));
        Assert.Throws<ArgumentOutOfRangeException>(() => Numbers(3).Folds(4, new Rng(1)));
        Assert.Throws<ShapeException>(() => new TensorDataset<double>(Tensor.Zeros<double>([2, 1]), Tensor.Zeros<double>([3])));
    }
}
