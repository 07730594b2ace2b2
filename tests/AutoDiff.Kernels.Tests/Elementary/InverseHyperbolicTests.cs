namespace AutoDiff.Kernels.Tests.Elementary;

/// <summary>The inverse hyperbolic functions.</summary>
public class InverseHyperbolicTests
{
    [Fact]
    public void Asinh_of_double_is_within_the_bound_of_the_exact_value() => Accuracy.MatchesTable<Asinh>("asinh");

    [Fact]
    public void Asinh_of_float_is_within_the_bound_of_the_exact_value() => Accuracy.MatchesDouble<Asinh>(Math.Asinh, from: -10, to: 10);

    [Fact]
    public void Asinh_has_its_edges() => Accuracy.Is<Asinh>((0.0, 0.0), (-0.0, -0.0), (double.NaN, double.NaN), (double.PositiveInfinity, double.PositiveInfinity), (double.NegativeInfinity, double.NegativeInfinity));

    [Fact]
    public void Acosh_of_double_is_within_the_bound_of_the_exact_value() => Accuracy.MatchesTable<Acosh>("acosh");

    [Fact]
    public void Acosh_of_float_is_within_the_bound_of_the_exact_value() => Accuracy.MatchesDouble<Acosh>(Math.Acosh, from: 1, to: 10);

    [Fact]
    public void Acosh_has_its_edges() => Accuracy.Is<Acosh>((1, 0.0), (0.5, double.NaN), (-2, double.NaN), (double.NaN, double.NaN), (double.PositiveInfinity, double.PositiveInfinity), (double.NegativeInfinity, double.NaN));

    [Fact]
    public void Atanh_of_double_is_within_the_bound_of_the_exact_value() => Accuracy.MatchesTable<Atanh>("atanh");

    [Fact]
    public void Atanh_of_float_is_within_the_bound_of_the_exact_value() => Accuracy.MatchesDouble<Atanh>(Math.Atanh, from: -1, to: 1);

    [Fact]
    public void Atanh_has_its_edges() => Accuracy.Is<Atanh>((0.0, 0.0), (-0.0, -0.0), (double.NaN, double.NaN), (1, double.PositiveInfinity), (-1, double.NegativeInfinity), (2, double.NaN), (-2, double.NaN), (double.PositiveInfinity, double.NaN));

    private readonly struct Asinh : IFunction
    {
        public static N Of<N>(N x) where N : IReal<N> => N.Asinh(x);
    }

    private readonly struct Acosh : IFunction
    {
        public static N Of<N>(N x) where N : IReal<N> => N.Acosh(x);
    }

    private readonly struct Atanh : IFunction
    {
        public static N Of<N>(N x) where N : IReal<N> => N.Atanh(x);
    }
}
