namespace AutoDiff.Kernels.Tests.Elementary;

/// <summary>The error function, its complement and its inverse.</summary>
public class ErrorFunctionTests
{
    [Fact]
    public void Erf_of_double_is_within_the_bound_of_the_exact_value() => Accuracy.MatchesTable<Erf>("erf");

    [Fact]
    public void Erf_of_float_is_within_the_bound_of_the_exact_value() => Accuracy.MatchesDouble<Erf>(Reference.Erf, from: -5, to: 5);

    [Fact]
    public void Erf_has_its_edges() => Accuracy.Is<Erf>((0.0, 0.0), (-0.0, -0.0), (double.NaN, double.NaN), (double.PositiveInfinity, 1), (double.NegativeInfinity, -1), (30, 1), (-30, -1));

    [Fact]
    public void Erfc_of_double_is_within_the_bound_of_the_exact_value() => Accuracy.MatchesTable<Erfc>("erfc", ulps: 2.5, numberUlps: 2.5);

    [Fact]
    public void Erfc_of_float_is_within_the_bound_of_the_exact_value() => Accuracy.MatchesDouble<Erfc>(Reference.Erfc, ulps: 2.5, from: -3, to: 10.5f);

    [Fact]
    public void Erfc_has_its_edges() => Accuracy.Is<Erfc>((0.0, 1), (-0.0, 1), (double.NaN, double.NaN), (double.PositiveInfinity, 0.0), (double.NegativeInfinity, 2), (30, 0.0), (-30, 2));

    [Fact]
    public void ErfInv_of_double_is_within_the_bound_of_the_exact_value() => Accuracy.MatchesTable<ErfInv>("erfinv");

    [Fact]
    public void ErfInv_has_its_edges() => Accuracy.Is<ErfInv>((0.0, 0.0), (-0.0, -0.0), (double.NaN, double.NaN), (1, double.PositiveInfinity), (-1, double.NegativeInfinity), (1.5, double.NaN), (double.NegativeInfinity, double.NaN));

    private readonly struct Erf : IFunction
    {
        public static N Of<N>(N x) where N : IReal<N> => N.Erf(x);
    }

    private readonly struct Erfc : IFunction
    {
        public static N Of<N>(N x) where N : IReal<N> => N.Erfc(x);
    }

    private readonly struct ErfInv : IFunction
    {
        public static N Of<N>(N x) where N : IReal<N> => N.ErfInv(x);
    }
}
