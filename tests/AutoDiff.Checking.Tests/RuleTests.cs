namespace AutoDiff.Checking.Tests;

/// <summary>Elementwise rules of one to four inputs, with and without a derivative of their own, are checked in one line.</summary>
public class RuleTests
{
    [Fact]
    public void Function_stated_by_its_value_passes()
    {
        var report = Check.Rule(new Swish(1.5), Inputs.Normal([2, 3]));
        Assert.True(report.Passed, report.ToString());
        Assert.StartsWith("swish(x [2, 3]): passed", report.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void Rules_of_every_number_of_inputs_pass()
    {
        Tensor<double> a = Inputs.Normal([2, 3]), b = Inputs.Normal([3], 8), c = Inputs.Normal([2, 1], 9), d = Inputs.Normal([], 10);
        Check.Rule(new Cube(), a).ThrowIfFailed();
        Check.Rule(new Product(), a, b).ThrowIfFailed();
        Check.Rule(new Sum2(), a, b).ThrowIfFailed();
        Check.Rule(new Sum3(), a, b, c).ThrowIfFailed();
        Check.Rule(new Sum4(), a, b, c, d).ThrowIfFailed();
    }

    [Fact]
    public void Stated_derivative_is_held_to_the_one_by_dual_numbers_and_to_the_complex_step()
    {
        var report = Check.Rule(new WrongCube(), Inputs.Normal([3]));
        Assert.Contains(report.Findings, finding => finding is { Law: CheckLaw.ComplexStep, Verdict: CheckVerdict.Failed });
        Assert.Contains(report.Findings, finding => finding is { Law: CheckLaw.DualNumbers, Verdict: CheckVerdict.Failed });
        Assert.Equal(Mistake.MissingFactor, Assert.Single(report.Diagnoses).Mistake);
    }

    [Fact]
    public void Special_functions_do_without_the_complex_step()
    {
        var report = Check.Rule(new Normal(), Inputs.Normal([3]));
        Assert.True(report.Passed, report.ToString());
    }

    [Fact]
    public void Kink_is_no_failure_of_the_laws_of_rules()
    {
        var report = Check.Rule(new Ramp(), Tensor.Of(0.0, 1, -1));
        Assert.True(report.Passed, report.ToString());
        Assert.NotEqual(0, report.Count(CheckVerdict.Kink));
    }

    [Fact]
    public void Large_inputs_are_checked_element_by_element_all_the_same()
        => Assert.True(Check.Rule(new Cube(), Inputs.Normal([20, 30]), new CheckOptions { Order = 1 }).Comparisons > 1200);

    private readonly record struct Swish(double Beta) : IMap
    {
        public N Value<N>(N x) where N : IReal<N> => x / (N.One + N.Exp(-N.From(Beta) * x));
    }

    private readonly record struct Normal : IMap
    {
        public N Value<N>(N x) where N : IReal<N> => N.From(0.5) * N.Erfc(-x * N.From(Math.Sqrt(0.5)));
    }

    private readonly record struct Ramp : IRule
    {
        public N Value<N>(N x) where N : IReal<N> => N.Select(x > N.Zero, x, N.Zero);

        public N Chain<N>(N g, N x, N y) where N : IReal<N> => N.Select(x > N.Zero, g, N.Select(N.IsEqual(x, N.Zero), N.From(0.5) * g, N.Zero));
    }

    private readonly record struct Cube : IRule
    {
        public N Value<N>(N x) where N : IReal<N> => x * x * x;

        public N Chain<N>(N g, N x, N y) where N : IReal<N> => N.From(3) * g * x * x;
    }

    private readonly record struct WrongCube : IRule
    {
        public N Value<N>(N x) where N : IReal<N> => x * x * x;

        public N Chain<N>(N g, N x, N y) where N : IReal<N> => N.From(3) * g * x;
    }

    private readonly record struct Product : IRule2
    {
        public N Value<N>(N a, N b) where N : IReal<N> => a * b;

        public N ChainA<N>(N g, N a, N b, N y) where N : IReal<N> => g * b;

        public N ChainB<N>(N g, N a, N b, N y) where N : IReal<N> => g * a;
    }

    private readonly record struct Sum2 : IMap2
    {
        public N Value<N>(N a, N b) where N : IReal<N> => N.Tanh(a) + N.Sin(b);
    }

    private readonly record struct Sum3 : IMap3
    {
        public N Value<N>(N a, N b, N c) where N : IReal<N> => a * b + N.Cos(c);
    }

    private readonly record struct Sum4 : IMap4
    {
        public N Value<N>(N a, N b, N c, N d) where N : IReal<N> => a * b + c * N.Exp(d);
    }
}
