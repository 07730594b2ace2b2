namespace AutoDiff.NN.Tests;

/// <summary>Compares a schedule with the rates that must be in force, from position 0 on, for a base rate of 0.1.</summary>
internal static class Rates
{
    // Closed forms and PyTorch's recursions differ by a few roundings.
    private const double Relative = 1e-13;

    public static void Are(Schedule schedule, params double[] expected)
    {
        for (var k = 0; k < expected.Length; k++) Near(expected[k], schedule.Rate(0.1, k), k);
    }

    public static void OfMomentumAre(Schedule schedule, params double[] expected)
    {
        for (var k = 0; k < expected.Length; k++) Near(expected[k], schedule.Momentum(k) ?? double.NaN, k);
    }

    private static void Near(double expected, double actual, int position)
        => Assert.True(Math.Abs(expected - actual) <= Relative * Math.Abs(expected), $"position {position}: {expected:R} expected, got {actual:R}");
}
