namespace AutoDiff.NN.Tests;

public sealed class CyclicTests
{
    // Expected: PyTorch 1.13.1, CyclicLR(base_lr=0.1, max_lr=0.5, step_size_up=2, step_size_down=3, gamma=0.9).
    [Fact]
    public void Triangles_repeat()
    {
        var schedule = new Cyclic(0.5, rise: 2, fall: 3);
        Rates.Are(schedule, 0.1, 0.3, 0.5, 0.3666666666666666, 0.2333333333333333, 0.1, 0.3, 0.5, 0.3666666666666666, 0.23333333333333348, 0.1);
        Rates.OfMomentumAre(schedule, 0.9, 0.85, 0.8, 0.8333333333333334, 0.8666666666666667, 0.9, 0.85, 0.8, 0.8333333333333334);
    }

    [Fact]
    public void The_second_kind_halves_them()
    {
        var schedule = new Cyclic(0.5, rise: 2, fall: 3, CyclicShape.Triangular2);
        Rates.Are(schedule, 0.1, 0.3, 0.5, 0.3666666666666666, 0.2333333333333333, 0.1, 0.2, 0.3, 0.2333333333333333, 0.16666666666666674, 0.1, 0.15);
        Rates.OfMomentumAre(schedule, 0.9, 0.85, 0.8, 0.8333333333333334, 0.8666666666666667, 0.9, 0.875, 0.85, 0.8666666666666667);
    }

    [Fact]
    public void An_exponential_range_shrinks_with_every_step()
    {
        var schedule = new Cyclic(0.5, rise: 2, fall: 3, CyclicShape.ExponentialRange, gamma: 0.9);
        Rates.Are(schedule, 0.1, 0.28, 0.424, 0.2944, 0.18748, 0.1, 0.2062882, 0.29131876, 0.214791256, 0.1516560652, 0.1, 0.162762119218);
        Rates.OfMomentumAre(schedule, 0.9, 0.855, 0.819, 0.8514, 0.87813, 0.9, 0.87342795, 0.85217031, 0.871302186);
    }

    [Fact]
    public void A_fall_takes_as_long_as_a_rise_unless_it_is_said() => Rates.Are(new Cyclic(0.5, rise: 2), 0.1, 0.3, 0.5, 0.3, 0.1);

    [Fact]
    public void Settings_out_of_range_are_refused()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => new Cyclic(1, rise: 0));
        Assert.Throws<ArgumentOutOfRangeException>(() => new Cyclic(1, rise: 1, fall: 0));
    }
}
