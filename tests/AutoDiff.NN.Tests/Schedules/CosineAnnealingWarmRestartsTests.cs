namespace AutoDiff.NN.Tests;

public sealed class CosineAnnealingWarmRestartsTests
{
    // Expected: PyTorch 1.13.1, CosineAnnealingWarmRestarts(T_0=3, T_mult=2, eta_min=0.01).
    [Fact]
    public void Every_period_begins_anew_and_is_longer() => Rates.Are(
        new CosineAnnealingWarmRestarts(3, growth: 2, minimum: 0.01),
        0.1, 0.0775, 0.032500000000000015, 0.1, 0.09397114317029975, 0.0775, 0.05500000000000001, 0.032500000000000015, 0.01602885682970026, 0.1, 0.09846666218300808);

    [Fact]
    public void Periods_of_equal_length_repeat()
    {
        var schedule = new CosineAnnealingWarmRestarts(7);
        for (var k = 0; k < 7; k++) Assert.Equal(schedule.Rate(0.1, k), schedule.Rate(0.1, k + 7 * 100_000_000));
    }
}
