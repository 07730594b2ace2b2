namespace AutoDiff.NN.Tests;

public sealed class GradientStatisticsTests
{
    private static readonly Tensor<double> X = Tensor.From([1.0, 2, -1, 1], [2, 2]);

    private static IReadOnlyList<string> Remarks(Module<double> model, out IReadOnlyList<GradientRecord> records, double scale = 1)
    {
        var statistics = new GradientStatistics<double>(model);
        using var tape = Tape.Start();
        var loss = scale * Tensor.Sum(Tensor.Square(model.Forward(X) - 1));
        statistics.Add(tape.Gradients(loss, model.Parameters, unreached: Unreached.Zero));
        records = statistics.Records();
        return statistics.Remarks();
    }

    private static Sequential<double> Network(double bias, double slope = 1) => new(
        new Linear<double>(Tensor.From([1.0, 1, 0.5, -0.5], [2, 2]), Tensor.Of(0, bias)), new Relu<double>(), new Linear<double>(Tensor.From([slope, slope], [2, 1]), null));

    [Fact]
    public void Healthy_gradients_say_nothing()
    {
        Assert.Empty(Remarks(Network(0.5), out var records));
        Assert.Equal(["0.weight", "0.bias", "2.weight"], records.Select(record => record.Name));
    }

    /// <summary>A unit that the rectifier never lets through has no gradient.</summary>
    [Fact]
    public void Dead_units_are_counted()
    {
        var remarks = Remarks(Network(-100), out var records);
        Assert.Equal(1, records.Single(record => record.Name == "0.bias").DeadUnits);
        Assert.Contains(remarks, remark => remark.StartsWith("1 of 2 units of 0.bias are dead", StringComparison.Ordinal));
    }

    [Fact]
    public void Vanishing_and_exploding_gradients_are_named()
    {
        Assert.Contains(Remarks(Network(0.5, slope: 1e-7), out _), remark => remark.Contains("0.weight vanish", StringComparison.Ordinal));
        Assert.Contains(Remarks(Network(0.5), out _, scale: 1e6), remark => remark.Contains("2.weight explode", StringComparison.Ordinal));
    }

    /// <summary>A linear map of ones: y = 1 · x + 1 · x', loss (y - 1)². With inputs (1, 2) and (-1, 1) the residuals are 2 and -1, so the gradients are 2 (2 · 1 + 1) and 2 (2 · 2 - 1).</summary>
    [Fact]
    public void The_sizes_are_root_mean_squares()
    {
        Remarks(new Linear<double>(Tensor.Ones<double>([2, 1]), null), out var records);
        Assert.Equal(6, records[0].Gradient, 1e-12);
        Assert.Equal(1, records[0].Weight, 1e-12);
    }
}
