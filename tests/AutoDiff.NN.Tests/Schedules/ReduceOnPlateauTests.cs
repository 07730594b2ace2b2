namespace AutoDiff.NN.Tests;

public sealed class ReduceOnPlateauTests
{
    private static readonly double[] Metrics = [10, 9, 9.5, 8.9, 9, 9, 9, 9, 9, 5, 6, 6, 6];

    // Expected, here and below: PyTorch 1.13.1, ReduceLROnPlateau with the same options, the rate after each of the metrics.
    [Fact]
    public void The_rate_is_reduced_when_the_metric_has_stopped_falling() => Are(
        new(Optimiser, factor: 0.5, patience: 1, threshold: 0.05, coolDown: 1), Metrics,
        0.1, 0.1, 0.1, 0.05, 0.05, 0.05, 0.025, 0.025, 0.025, 0.025, 0.025, 0.0125, 0.0125);

    [Fact]
    public void An_absolute_threshold_is_a_difference() => Are(
        new(Optimiser, factor: 0.5, patience: 1, threshold: 0.05, isAbsolute: true, coolDown: 1), Metrics,
        0.1, 0.1, 0.1, 0.1, 0.1, 0.05, 0.05, 0.05, 0.025, 0.025, 0.025, 0.0125, 0.0125);

    [Fact]
    public void Maximising_it_waits_for_a_rise_and_stops_at_the_minimum() => Are(
        new(Optimiser, isMaximising: true, factor: 0.5, patience: 2, threshold: 0.1, minimumRates: [0.03]), Metrics,
        0.1, 0.1, 0.1, 0.05, 0.05, 0.05, 0.03, 0.03, 0.03, 0.03, 0.03, 0.03, 0.03);

    [Fact]
    public void Maximising_by_an_absolute_threshold() => Are(
        new(Optimiser, isMaximising: true, factor: 0.5, patience: 2, threshold: 0.2, isAbsolute: true), [.. Metrics.Select(metric => -metric)],
        0.1, 0.1, 0.1, 0.1, 0.05, 0.05, 0.05, 0.025, 0.025, 0.025, 0.025, 0.025, 0.0125);

    private Sgd<double> Optimiser { get; } = new([new(Tensor.Of(1.0))], 0.1);

    [Fact]
    public void A_reduction_is_told()
    {
        var plateau = new ReduceOnPlateau<double>(Optimiser, patience: 0);
        Assert.False(plateau.Advance(2));
        Assert.True(plateau.Advance(2));
        Assert.False(plateau.Advance(1));
        Assert.Equal(1, plateau.Best);
    }

    [Fact]
    public void Not_a_number_is_never_better()
    {
        var plateau = new ReduceOnPlateau<double>(Optimiser, patience: 1);
        Assert.False(plateau.Advance(double.NaN));
        Assert.True(plateau.Advance(double.NaN));
        Assert.Equal(double.PositiveInfinity, plateau.Best);
    }

    [Fact]
    public void A_change_that_is_too_small_is_not_made()
    {
        var plateau = new ReduceOnPlateau<double>(Optimiser, factor: 0.5, patience: 0, smallestChange: 0.06);
        for (var k = 0; k < 3; k++) plateau.Advance(1);
        Assert.Equal(0.1, Optimiser.LearningRate);
    }

    [Fact]
    public void Groups_have_minimum_rates_of_their_own()
    {
        Optimiser.Add([new(Tensor.Of(1.0))]);
        var plateau = new ReduceOnPlateau<double>(Optimiser, factor: 0, patience: 0, minimumRates: [0.01, 0.02]);
        plateau.Advance(1);
        plateau.Advance(1);
        Assert.Equal([0.01, 0.02], Optimiser.Groups.Select(group => group.LearningRate));
    }

    [Fact]
    public void A_restored_plateau_continues_where_it_was()
    {
        var plateau = new ReduceOnPlateau<double>(Optimiser, factor: 0.5, patience: 1, threshold: 0.05, coolDown: 1);
        foreach (var metric in Metrics[..5]) plateau.Advance(metric);
        var other = new Sgd<double>([new(Tensor.Of(1.0))], 0.1);
        var restored = new ReduceOnPlateau<double>(other, factor: 0.5, patience: 1, threshold: 0.05, coolDown: 1);
        SavedState<double>.Of(Optimiser).RestoreTo(other);
        SavedState<double>.Of(plateau).RestoreTo(restored);
        foreach (var metric in Metrics[5..])
        {
            Assert.Equal(plateau.Advance(metric), restored.Advance(metric));
            Assert.Equal(Optimiser.LearningRate, other.LearningRate);
        }
    }

    [Fact]
    public void Misuse_is_refused()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => new ReduceOnPlateau<double>(Optimiser, factor: 1));
        Assert.Throws<ArgumentOutOfRangeException>(() => new ReduceOnPlateau<double>(Optimiser, patience: -1));
        Assert.Throws<ArgumentOutOfRangeException>(() => new ReduceOnPlateau<double>(Optimiser, minimumRates: [-1]));
        Assert.Throws<ArgumentException>(() => new ReduceOnPlateau<double>(Optimiser, minimumRates: [0, 0]));
    }

    private void Are(ReduceOnPlateau<double> plateau, double[] metrics, params double[] rates)
    {
        for (var k = 0; k < metrics.Length; k++)
        {
            plateau.Advance(metrics[k]);
            Assert.Equal(rates[k], Optimiser.LearningRate, 1e-15);
        }
    }
}
