namespace AutoDiff.Kernels.Tests.Elementary;

/// <summary>The logarithms.</summary>
public class LogarithmTests
{
    [Fact]
    public void Log_of_double_is_within_the_bound_of_the_exact_value() => Accuracy.MatchesTable<Log>("log");

    [Fact]
    public void Log_of_float_is_within_the_bound_of_the_exact_value() => Accuracy.MatchesDouble<Log>(Math.Log, from: 0.1f, to: 4);

    [Fact]
    public void Log_has_its_edges() => Accuracy.Is<Log>((0.0, double.NegativeInfinity), (-0.0, double.NegativeInfinity), (1, 0.0), (-1, double.NaN), (double.PositiveInfinity, double.PositiveInfinity), (double.NegativeInfinity, double.NaN), (double.NaN, double.NaN));

    [Fact]
    public void Log2_of_double_is_within_the_bound_of_the_exact_value() => Accuracy.MatchesTable<Log2>("log2");

    [Fact]
    public void Log2_of_float_is_within_the_bound_of_the_exact_value() => Accuracy.MatchesDouble<Log2>(Math.Log2, from: 0.1f, to: 4);

    [Fact]
    public void Log2_has_its_edges() => Accuracy.Is<Log2>((0.0, double.NegativeInfinity), (-0.0, double.NegativeInfinity), (1, 0.0), (-1, double.NaN), (double.PositiveInfinity, double.PositiveInfinity), (double.NegativeInfinity, double.NaN), (double.NaN, double.NaN), (8, 3), (0.25, -2));

    [Fact]
    public void Log10_of_double_is_within_the_bound_of_the_exact_value() => Accuracy.MatchesTable<Log10>("log10");

    [Fact]
    public void Log10_of_float_is_within_the_bound_of_the_exact_value() => Accuracy.MatchesDouble<Log10>(Math.Log10, from: 0.1f, to: 4);

    [Fact]
    public void Log10_has_its_edges() => Accuracy.Is<Log10>((0.0, double.NegativeInfinity), (-0.0, double.NegativeInfinity), (1, 0.0), (-1, double.NaN), (double.PositiveInfinity, double.PositiveInfinity), (double.NegativeInfinity, double.NaN), (double.NaN, double.NaN), (10, 1), (100, 2), (1000, 3), (1e5, 5));

    [Fact]
    public void Log1p_of_double_is_within_the_bound_of_the_exact_value() => Accuracy.MatchesTable<Log1p>("log1p");

    [Fact]
    public void Log1p_of_float_is_within_the_bound_of_the_exact_value() => Accuracy.MatchesDouble<Log1p>(Reference.Log1p, from: -1, to: 4);

    [Fact]
    public void Log1p_has_its_edges() => Accuracy.Is<Log1p>((0.0, 0.0), (-0.0, -0.0), (double.NaN, double.NaN), (-1, double.NegativeInfinity), (-2, double.NaN), (double.PositiveInfinity, double.PositiveInfinity), (double.NegativeInfinity, double.NaN));

    private readonly struct Log : IFunction
    {
        public static N Of<N>(N x) where N : IReal<N> => N.Log(x);
    }

    private readonly struct Log2 : IFunction
    {
        public static N Of<N>(N x) where N : IReal<N> => N.Log2(x);
    }

    private readonly struct Log10 : IFunction
    {
        public static N Of<N>(N x) where N : IReal<N> => N.Log10(x);
    }

    private readonly struct Log1p : IFunction
    {
        public static N Of<N>(N x) where N : IReal<N> => N.Log1p(x);
    }
}
