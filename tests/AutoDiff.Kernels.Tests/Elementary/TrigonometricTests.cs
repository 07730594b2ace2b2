namespace AutoDiff.Kernels.Tests.Elementary;

/// <summary>Sine, cosine and tangent; the tables include the doubles nearest to multiples of π/2, and huge arguments.</summary>
public class TrigonometricTests
{
    [Fact]
    public void Sin_of_double_is_within_the_bound_of_the_exact_value() => Accuracy.MatchesTable<Sin>("sin");

    [Fact]
    public void Sin_of_float_is_within_the_bound_of_the_exact_value() => Accuracy.MatchesDouble<Sin>(Math.Sin, from: -100, to: 100);

    [Fact]
    public void Sin_has_its_edges() => Accuracy.Is<Sin>((0.0, 0.0), (-0.0, -0.0), (double.NaN, double.NaN), (double.PositiveInfinity, double.NaN), (double.NegativeInfinity, double.NaN));

    [Fact]
    public void Cos_of_double_is_within_the_bound_of_the_exact_value() => Accuracy.MatchesTable<Cos>("cos");

    [Fact]
    public void Cos_of_float_is_within_the_bound_of_the_exact_value() => Accuracy.MatchesDouble<Cos>(Math.Cos, from: -100, to: 100);

    [Fact]
    public void Cos_has_its_edges() => Accuracy.Is<Cos>((0.0, 1), (-0.0, 1), (double.NaN, double.NaN), (double.PositiveInfinity, double.NaN), (double.NegativeInfinity, double.NaN), (1e-30, 1));

    [Fact]
    public void Tan_of_double_is_within_the_bound_of_the_exact_value() => Accuracy.MatchesTable<Tan>("tan");

    [Fact]
    public void Tan_of_float_is_within_the_bound_of_the_exact_value() => Accuracy.MatchesDouble<Tan>(Math.Tan, from: -100, to: 100);

    [Fact]
    public void Tan_has_its_edges() => Accuracy.Is<Tan>((0.0, 0.0), (-0.0, -0.0), (double.NaN, double.NaN), (double.PositiveInfinity, double.NaN), (double.NegativeInfinity, double.NaN));

    private readonly struct Sin : IFunction
    {
        public static N Of<N>(N x) where N : IReal<N> => N.Sin(x);
    }

    private readonly struct Cos : IFunction
    {
        public static N Of<N>(N x) where N : IReal<N> => N.Cos(x);
    }

    private readonly struct Tan : IFunction
    {
        public static N Of<N>(N x) where N : IReal<N> => N.Tan(x);
    }
}
