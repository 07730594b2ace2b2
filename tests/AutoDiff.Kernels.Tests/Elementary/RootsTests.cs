namespace AutoDiff.Kernels.Tests.Elementary;

/// <summary>The cube root, the hypotenuse and powers.</summary>
public class RootsTests
{
    [Fact]
    public void Cbrt_of_double_is_within_the_bound_of_the_exact_value() => Accuracy.MatchesTable<Cbrt>("cbrt", numberUlps: 3);

    [Fact]
    public void Cbrt_of_float_is_within_the_bound_of_the_exact_value() => Accuracy.MatchesDouble<Cbrt>(Math.Cbrt, from: -10, to: 10);

    [Fact]
    public void Cbrt_has_its_edges() => Accuracy.Is<Cbrt>((0.0, 0.0), (-0.0, -0.0), (double.NaN, double.NaN), (double.PositiveInfinity, double.PositiveInfinity), (double.NegativeInfinity, double.NegativeInfinity), (8, 2), (-1, -1), (1, 1));

    [Fact]
    public void Hypot_of_double_is_within_the_bound_of_the_exact_value() => Accuracy.MatchesTable2<Hypot>("hypot");

    [Fact]
    public void Hypot_has_its_edges() => Accuracy.Is2<Hypot>((3, 4, 5), (-3, 4, 5), (0.0, -0.0, 0.0), (0.0, 7, 7), (double.PositiveInfinity, double.NaN, double.PositiveInfinity), (double.NaN, double.NegativeInfinity, double.PositiveInfinity), (double.NaN, 1, double.NaN));

    [Fact]
    public void Pow_of_double_is_within_the_bound_of_the_exact_value() => Accuracy.MatchesTable2<Pow>("pow");

    [Fact]
    public void Pow_has_its_edges() => Accuracy.Is2<Pow>((2, 10, 1024), (-2, 3, -8), (-2, 0.5, double.NaN), (0.0, 0.0, 1), (double.NaN, 0.0, 1), (1, double.NaN, 1), (0.0, -1, double.PositiveInfinity), (-0.0, -1, double.NegativeInfinity), (double.PositiveInfinity, -1, 0.0), (double.NaN, 1, double.NaN));

    private readonly struct Cbrt : IFunction
    {
        public static N Of<N>(N x) where N : IReal<N> => N.Cbrt(x);
    }

    private readonly struct Hypot : IFunction2
    {
        public static N Of<N>(N a, N b) where N : IReal<N> => N.Hypot(a, b);
    }

    private readonly struct Pow : IFunction2
    {
        public static N Of<N>(N a, N b) where N : IReal<N> => N.Pow(a, b);
    }
}
