namespace AutoDiff.Kernels.Tests.Elementary;

/// <summary>eˣ, 2ˣ and eˣ - 1.</summary>
public class ExponentialTests
{
    [Fact]
    public void Exp_of_double_is_within_the_bound_of_the_exact_value() => Accuracy.MatchesTable<Exp>("exp");

    [Fact]
    public void Exp_of_float_is_within_the_bound_of_the_exact_value() => Accuracy.MatchesDouble<Exp>(Math.Exp, from: -110, to: 92);

    [Fact]
    public void Exp_has_its_edges() => Accuracy.Is<Exp>((0.0, 1), (-0.0, 1), (double.PositiveInfinity, double.PositiveInfinity), (double.NegativeInfinity, 0.0), (double.NaN, double.NaN), (1e5, double.PositiveInfinity), (-1e5, 0.0), (1e-30, 1));

    [Fact]
    public void Exp2_of_double_is_within_the_bound_of_the_exact_value() => Accuracy.MatchesTable<Exp2>("exp2");

    [Fact]
    public void Exp2_of_float_is_within_the_bound_of_the_exact_value() => Accuracy.MatchesDouble<Exp2>(x => Math.Pow(2, x), from: -151, to: 129);

    [Fact]
    public void Exp2_has_its_edges() => Accuracy.Is<Exp2>((0.0, 1), (-0.0, 1), (double.PositiveInfinity, double.PositiveInfinity), (double.NegativeInfinity, 0.0), (double.NaN, double.NaN), (10, 1024), (-3, 0.125), (1e5, double.PositiveInfinity), (-1e5, 0.0));

    [Fact]
    public void Expm1_of_double_is_within_the_bound_of_the_exact_value() => Accuracy.MatchesTable<Expm1>("expm1");

    [Fact]
    public void Expm1_of_float_is_within_the_bound_of_the_exact_value() => Accuracy.MatchesDouble<Expm1>(Reference.Expm1, from: -20, to: 20);

    [Fact]
    public void Expm1_has_its_edges() => Accuracy.Is<Expm1>((0.0, 0.0), (-0.0, -0.0), (double.NaN, double.NaN), (double.PositiveInfinity, double.PositiveInfinity), (double.NegativeInfinity, -1), (1e5, double.PositiveInfinity), (-1e5, -1));

    private readonly struct Exp : IFunction
    {
        public static N Of<N>(N x) where N : IReal<N> => N.Exp(x);
    }

    private readonly struct Exp2 : IFunction
    {
        public static N Of<N>(N x) where N : IReal<N> => N.Exp2(x);
    }

    private readonly struct Expm1 : IFunction
    {
        public static N Of<N>(N x) where N : IReal<N> => N.Expm1(x);
    }
}
