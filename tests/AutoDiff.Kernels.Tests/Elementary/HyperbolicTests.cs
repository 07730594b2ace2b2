namespace AutoDiff.Kernels.Tests.Elementary;

/// <summary>The hyperbolic functions.</summary>
public class HyperbolicTests
{
    [Fact]
    public void Tanh_of_double_is_within_the_bound_of_the_exact_value() => Accuracy.MatchesTable<Tanh>("tanh");

    [Fact]
    public void Tanh_of_float_is_within_the_bound_of_the_exact_value() => Accuracy.MatchesDouble<Tanh>(Math.Tanh, from: -10, to: 10);

    [Fact]
    public void Tanh_has_its_edges() => Accuracy.Is<Tanh>((0.0, 0.0), (-0.0, -0.0), (double.NaN, double.NaN), (double.PositiveInfinity, 1), (double.NegativeInfinity, -1), (50, 1), (-50, -1));

    [Fact]
    public void Tanh_keeps_tiny_arguments() => Assert.Equal([1e-10f, -1e-20f, 1e-45f], Registers.Evaluate<Tanh, float>([1e-10f, -1e-20f, 1e-45f]));

    [Fact]
    public void Sinh_of_double_is_within_the_bound_of_the_exact_value() => Accuracy.MatchesTable<Sinh>("sinh");

    [Fact]
    public void Sinh_of_float_is_within_the_bound_of_the_exact_value() => Accuracy.MatchesDouble<Sinh>(Math.Sinh, from: -10, to: 10);

    [Fact]
    public void Sinh_has_its_edges() => Accuracy.Is<Sinh>((0.0, 0.0), (-0.0, -0.0), (double.NaN, double.NaN), (double.PositiveInfinity, double.PositiveInfinity), (double.NegativeInfinity, double.NegativeInfinity), (1e4, double.PositiveInfinity), (-1e4, double.NegativeInfinity));

    [Fact]
    public void Cosh_of_double_is_within_the_bound_of_the_exact_value() => Accuracy.MatchesTable<Cosh>("cosh");

    [Fact]
    public void Cosh_of_float_is_within_the_bound_of_the_exact_value() => Accuracy.MatchesDouble<Cosh>(Math.Cosh, from: -10, to: 10);

    [Fact]
    public void Cosh_has_its_edges() => Accuracy.Is<Cosh>((0.0, 1), (-0.0, 1), (double.NaN, double.NaN), (double.PositiveInfinity, double.PositiveInfinity), (double.NegativeInfinity, double.PositiveInfinity), (-1e4, double.PositiveInfinity));

    private readonly struct Tanh : IFunction
    {
        public static N Of<N>(N x) where N : IReal<N> => N.Tanh(x);
    }

    private readonly struct Sinh : IFunction
    {
        public static N Of<N>(N x) where N : IReal<N> => N.Sinh(x);
    }

    private readonly struct Cosh : IFunction
    {
        public static N Of<N>(N x) where N : IReal<N> => N.Cosh(x);
    }
}
