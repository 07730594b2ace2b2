namespace AutoDiff.Kernels.Tests.Elementary;

/// <summary>The modified Bessel functions. Their bound is 4 ulp: an error of the argument x²/4 counts up to four times.</summary>
public class BesselTests
{
    [Fact]
    public void BesselI0_of_double_is_within_the_bound_of_the_exact_value() => Accuracy.MatchesTable<BesselI0>("besseli0", ulps: 4, numberUlps: 4);

    [Fact]
    public void BesselI0_of_float_is_within_the_bound_of_the_exact_value() => Accuracy.MatchesDouble<BesselI0>(x => Math.Abs(x) > 600 ? double.PositiveInfinity : Reference.BesselScaled(0, x) * Math.Exp(Math.Abs(x)), ulps: 4, from: -20, to: 95);

    [Fact]
    public void BesselI0_has_its_edges() => Accuracy.Is<BesselI0>((0.0, 1), (-0.0, 1), (double.NaN, double.NaN), (double.PositiveInfinity, double.PositiveInfinity), (double.NegativeInfinity, double.PositiveInfinity), (-1e4, double.PositiveInfinity));

    [Fact]
    public void BesselI0e_of_double_is_within_the_bound_of_the_exact_value() => Accuracy.MatchesTable<BesselI0e>("besseli0e", ulps: 4, numberUlps: 4);

    [Fact]
    public void BesselI0e_of_float_is_within_the_bound_of_the_exact_value() => Accuracy.MatchesDouble<BesselI0e>(x => Reference.BesselScaled(0, x), ulps: 4, from: -20, to: 95);

    [Fact]
    public void BesselI0e_has_its_edges() => Accuracy.Is<BesselI0e>((0.0, 1), (-0.0, 1), (double.NaN, double.NaN), (double.PositiveInfinity, 0.0), (double.NegativeInfinity, 0.0));

    [Fact]
    public void BesselI1_of_double_is_within_the_bound_of_the_exact_value() => Accuracy.MatchesTable<BesselI1>("besseli1", ulps: 4, numberUlps: 4);

    [Fact]
    public void BesselI1_of_float_is_within_the_bound_of_the_exact_value() => Accuracy.MatchesDouble<BesselI1>(x => Math.Abs(x) > 600 ? x * double.PositiveInfinity : Reference.BesselScaled(1, x) * Math.Exp(Math.Abs(x)), ulps: 4, from: -20, to: 95);

    [Fact]
    public void BesselI1_has_its_edges() => Accuracy.Is<BesselI1>((0.0, 0.0), (-0.0, -0.0), (double.NaN, double.NaN), (double.PositiveInfinity, double.PositiveInfinity), (double.NegativeInfinity, double.NegativeInfinity), (-1e4, double.NegativeInfinity));

    [Fact]
    public void BesselI1e_of_double_is_within_the_bound_of_the_exact_value() => Accuracy.MatchesTable<BesselI1e>("besseli1e", ulps: 4, numberUlps: 4);

    [Fact]
    public void BesselI1e_of_float_is_within_the_bound_of_the_exact_value() => Accuracy.MatchesDouble<BesselI1e>(x => Reference.BesselScaled(1, x), ulps: 4, from: -20, to: 95);

    [Fact]
    public void BesselI1e_has_its_edges() => Accuracy.Is<BesselI1e>((0.0, 0.0), (-0.0, -0.0), (double.NaN, double.NaN), (double.PositiveInfinity, 0.0), (double.NegativeInfinity, -0.0));

    private readonly struct BesselI0 : IFunction
    {
        public static N Of<N>(N x) where N : IReal<N> => N.BesselI0(x);
    }

    private readonly struct BesselI0e : IFunction
    {
        public static N Of<N>(N x) where N : IReal<N> => N.BesselI0e(x);
    }

    private readonly struct BesselI1 : IFunction
    {
        public static N Of<N>(N x) where N : IReal<N> => N.BesselI1(x);
    }

    private readonly struct BesselI1e : IFunction
    {
        public static N Of<N>(N x) where N : IReal<N> => N.BesselI1e(x);
    }
}
