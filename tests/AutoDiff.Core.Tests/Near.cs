namespace AutoDiff.Tests;

/// <summary>Compares numbers with a tolerance relative to their size.</summary>
internal static class Near
{
    /// <summary>A few roundings of double arithmetic on numbers near 1.</summary>
    public const double Rounding = 1e-12;

    public static void Equal(double expected, double actual, double tolerance = Rounding)
        => Assert.True(
            expected.Equals(actual) || Math.Abs(expected - actual) <= tolerance * Math.Max(1, Math.Abs(expected)),
            $"expected {expected:R}, got {actual:R}");

    public static void Equal(double[] expected, Tensor<double> actual, double tolerance = Rounding)
    {
        Assert.Equal(expected.Length, actual.Length);
        var values = actual.ToArray();
        for (var i = 0; i < expected.Length; i++) Equal(expected[i], values[i], tolerance);
    }
}
