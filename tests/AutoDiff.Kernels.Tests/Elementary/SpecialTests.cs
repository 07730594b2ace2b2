namespace AutoDiff.Kernels.Tests.Elementary;

/// <summary>ln Γ and the polygamma functions. Near a zero that is not at an argument of few digits only the absolute error is bounded.</summary>
public class SpecialTests
{
    [Fact]
    public void LogGamma_is_within_16_ulp_or_1e15_near_zeros() =>
        Accuracy.MatchesTable<LogGamma>("loggamma", ulps: 16, numberUlps: 16, absolute: 1e-15);

    [Fact]
    public void LogGamma_keeps_its_zeros_at_1_and_2() => Accuracy.Is<LogGamma>((1, 0.0), (2, 0.0));

    [Fact]
    public void LogGamma_is_infinite_at_poles_and_at_infinity() =>
        Accuracy.Is<LogGamma>(
            (0.0, double.PositiveInfinity), (-0.0, double.PositiveInfinity), (-3, double.PositiveInfinity),
            (double.PositiveInfinity, double.PositiveInfinity), (double.NegativeInfinity, double.PositiveInfinity), (double.NaN, double.NaN));

    [Fact]
    public void Polygamma_is_within_16_ulp_or_1e15_near_zeros()
    {
        var table = Table.Read("polygamma");
        var results = table.Arguments[0].Zip(table.Arguments[1], (n, x) => Special.Polygamma((int)n, x)).ToArray();
        Accuracy.MustBeWithin(ulps: 16, absolute: 1e-15, table, results);
    }

    [Theory]
    [InlineData(0, 0.0, double.NegativeInfinity)]
    [InlineData(0, -0.0, double.PositiveInfinity)]
    [InlineData(0, -2.0, double.NaN)]
    [InlineData(0, double.PositiveInfinity, double.PositiveInfinity)]
    [InlineData(0, double.NegativeInfinity, double.NaN)]
    [InlineData(1, 0.0, double.PositiveInfinity)]
    [InlineData(1, -5.0, double.PositiveInfinity)]
    [InlineData(2, -5.0, double.NaN)]
    [InlineData(1, double.PositiveInfinity, 0.0)]
    [InlineData(3, double.NaN, double.NaN)]
    public void Polygamma_has_its_edges(int n, double x, double expected) => Assert.Equal(expected, Special.Polygamma(n, x));

    [Fact]
    public void Polygamma_rejects_a_negative_order() => Assert.Throws<ArgumentOutOfRangeException>(() => Special.Polygamma(-1, 1));

    [Fact]
    public void Polygamma_in_a_register_is_that_of_its_numbers()
    {
        var x = new double[] { 0.5, -1.5, 3, 20 };
        Assert.Equal(x.Select(v => Special.Polygamma(1, v)), Registers.Evaluate<Trigamma, double>(x));
    }

    private readonly struct LogGamma : IFunction
    {
        public static N Of<N>(N x) where N : IReal<N> => N.LogGamma(x);
    }

    private readonly struct Trigamma : IFunction
    {
        public static N Of<N>(N x) where N : IReal<N> => N.Polygamma(1, x);
    }
}
