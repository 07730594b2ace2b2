namespace AutoDiff.Kernels.Tests.Elementary;

/// <summary>The inverse trigonometric functions.</summary>
public class InverseTrigonometricTests
{
    [Fact]
    public void Asin_of_double_is_within_the_bound_of_the_exact_value() => Accuracy.MatchesTable<Asin>("asin");

    [Fact]
    public void Asin_of_float_is_within_the_bound_of_the_exact_value() => Accuracy.MatchesDouble<Asin>(Math.Asin, from: -1, to: 1);

    [Fact]
    public void Asin_has_its_edges() => Accuracy.Is<Asin>((0.0, 0.0), (-0.0, -0.0), (double.NaN, double.NaN), (1, Math.PI / 2), (-1, -Math.PI / 2), (1.5, double.NaN), (-1.5, double.NaN), (double.PositiveInfinity, double.NaN));

    [Fact]
    public void Acos_of_double_is_within_the_bound_of_the_exact_value() => Accuracy.MatchesTable<Acos>("acos");

    [Fact]
    public void Acos_of_float_is_within_the_bound_of_the_exact_value() => Accuracy.MatchesDouble<Acos>(Math.Acos, from: -1, to: 1);

    [Fact]
    public void Acos_has_its_edges() => Accuracy.Is<Acos>((0.0, Math.PI / 2), (-0.0, Math.PI / 2), (1, 0.0), (-1, Math.PI), (1.5, double.NaN), (-1.5, double.NaN), (double.NaN, double.NaN), (double.NegativeInfinity, double.NaN));

    [Fact]
    public void Atan_of_double_is_within_the_bound_of_the_exact_value() => Accuracy.MatchesTable<Atan>("atan");

    [Fact]
    public void Atan_of_float_is_within_the_bound_of_the_exact_value() => Accuracy.MatchesDouble<Atan>(Math.Atan, from: -5, to: 5);

    [Fact]
    public void Atan_has_its_edges() => Accuracy.Is<Atan>((0.0, 0.0), (-0.0, -0.0), (double.NaN, double.NaN), (double.PositiveInfinity, Math.PI / 2), (double.NegativeInfinity, -Math.PI / 2), (1, Math.PI / 4));

    [Fact]
    public void Atan2_of_double_is_within_the_bound_of_the_exact_value() => Accuracy.MatchesTable2<Atan2>("atan2");

    [Fact]
    public void Atan2_has_its_edges() => Accuracy.Is2<Atan2>((0.0, 0.0, 0.0), (-0.0, 0.0, -0.0), (0.0, -0.0, Math.PI), (-0.0, -0.0, -Math.PI), (0.0, -1, Math.PI), (-0.0, -1, -Math.PI), (0.0, 1, 0.0), (1, 0.0, Math.PI / 2), (-1, -0.0, -Math.PI / 2), (double.PositiveInfinity, double.PositiveInfinity, Math.PI / 4), (double.PositiveInfinity, double.NegativeInfinity, 3 * Math.PI / 4), (double.NegativeInfinity, double.PositiveInfinity, -Math.PI / 4), (double.NegativeInfinity, double.NegativeInfinity, -3 * Math.PI / 4), (double.PositiveInfinity, 2, Math.PI / 2), (2, double.PositiveInfinity, 0.0), (-2, double.PositiveInfinity, -0.0), (2, double.NegativeInfinity, Math.PI), (double.NaN, 0.0, double.NaN), (0.0, double.NaN, double.NaN), (1, 1, Math.PI / 4));

    private readonly struct Asin : IFunction
    {
        public static N Of<N>(N x) where N : IReal<N> => N.Asin(x);
    }

    private readonly struct Acos : IFunction
    {
        public static N Of<N>(N x) where N : IReal<N> => N.Acos(x);
    }

    private readonly struct Atan : IFunction
    {
        public static N Of<N>(N x) where N : IReal<N> => N.Atan(x);
    }

    private readonly struct Atan2 : IFunction2
    {
        public static N Of<N>(N a, N b) where N : IReal<N> => N.Atan2(a, b);
    }
}
