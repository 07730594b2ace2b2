namespace AutoDiff.Checking.Tests.Corpus;

/// <summary>Elementwise rules of the user's own: structs that state their derivative beside their value.</summary>
internal static class Elementwise
{
    public static IEnumerable<WrongRule> Rules =>
    [
        new("rule of tanh, sign", Mistake.WrongSign, () => Checking.Check.Rule(new TanhRule(), In.Any(1, 4))),
        new("rule of softplus without its beta", Mistake.MissingFactor, () => Checking.Check.Rule(new SoftplusRule(3), In.Any(2, 4))),
        new("rule of gaussian without x", Mistake.MissingFactor, () => Checking.Check.Rule(new GaussianRule(), In.Any(3, 4))),
        new("rule of hard swish on the wrong side", Mistake.WrongBranch, () => Checking.Check.Rule(new RampRule(), In.Any(4, 8))),
        new("rule of tanh that loses digits", Mistake.LosesDigits, () => Checking.Check.Rule(new TailRule(), Tensor.Of(3.0, 5, 7, 8))),
        new("rule that calls its slope 1", Mistake.MissingFactor, () => Checking.Check.Rule(new DoubleRule(), In.Any(5, 4))),
        new("rule of two inputs, swapped", Mistake.SwappedArguments, () => Checking.Check.Rule(new MulRule(), In.Any(6, 2, 3), In.Any(7, 2, 3))),
        new("rule of two inputs, no sign for the second", Mistake.WrongSign, () => Checking.Check.Rule(new SubRule(), In.Any(8, 2, 3), In.Any(9, 3))),
        new("rule of three inputs, a term forgotten", Mistake.MissingTerm, () => Checking.Check.Rule(new BlendRule(), In.Any(10, 4), In.Any(11, 4), In.Any(12, 4))),
        new("rule of four inputs, nothing for the last", Mistake.NoGradient, () => Checking.Check.Rule(new TwoProductsRule(), In.Any(13, 4), In.Any(14, 4), In.Any(15, 4), In.Any(16, 4))),
    ];

    private readonly record struct TanhRule : IRule
    {
        public N Value<N>(N x) where N : IReal<N> => N.Tanh(x);

        public N Chain<N>(N g, N x, N y) where N : IReal<N> => g * (y * y - N.One);
    }

    private readonly record struct SoftplusRule(double Beta) : IRule
    {
        public N Value<N>(N x) where N : IReal<N> => N.Log1p(N.Exp(N.From(Beta) * x));

        public N Chain<N>(N g, N x, N y) where N : IReal<N> => g / (N.One + N.Exp(-N.From(Beta) * x));
    }

    private readonly record struct GaussianRule : IRule
    {
        public N Value<N>(N x) where N : IReal<N> => N.Exp(-x * x);

        public N Chain<N>(N g, N x, N y) where N : IReal<N> => N.From(-2) * g * y;
    }

    private readonly record struct RampRule : IRule
    {
        public N Value<N>(N x) where N : IReal<N> => N.Select(x > N.Zero, x, N.From(0.1) * x);

        public N Chain<N>(N g, N x, N y) where N : IReal<N> => N.Select(x > N.Zero, g, g);
    }

    private readonly record struct TailRule : IRule
    {
        public N Value<N>(N x) where N : IReal<N> => N.Tanh(x);

        public N Chain<N>(N g, N x, N y) where N : IReal<N> => g * (N.One - y * y);
    }

    private readonly record struct DoubleRule : IRule
    {
        public static Slope Slope => Slope.One;

        public N Value<N>(N x) where N : IReal<N> => x + x;

        public N Chain<N>(N g, N x, N y) where N : IReal<N> => g + g;
    }

    private readonly record struct MulRule : IRule2
    {
        public N Value<N>(N a, N b) where N : IReal<N> => a * b;

        public N ChainA<N>(N g, N a, N b, N y) where N : IReal<N> => g * a;

        public N ChainB<N>(N g, N a, N b, N y) where N : IReal<N> => g * b;
    }

    private readonly record struct SubRule : IRule2
    {
        public N Value<N>(N a, N b) where N : IReal<N> => N.Exp(a - b);

        public N ChainA<N>(N g, N a, N b, N y) where N : IReal<N> => g * y;

        public N ChainB<N>(N g, N a, N b, N y) where N : IReal<N> => g * y;
    }

    private readonly record struct BlendRule : IRule3
    {
        public N Value<N>(N a, N b, N c) where N : IReal<N> => a * b + b * c;

        public N ChainA<N>(N g, N a, N b, N c, N y) where N : IReal<N> => g * b;

        public N ChainB<N>(N g, N a, N b, N c, N y) where N : IReal<N> => g * a;

        public N ChainC<N>(N g, N a, N b, N c, N y) where N : IReal<N> => g * b;
    }

    private readonly record struct TwoProductsRule : IRule4
    {
        public N Value<N>(N a, N b, N c, N d) where N : IReal<N> => a * b + c * d;

        public N ChainA<N>(N g, N a, N b, N c, N d, N y) where N : IReal<N> => g * b;

        public N ChainB<N>(N g, N a, N b, N c, N d, N y) where N : IReal<N> => g * a;

        public N ChainC<N>(N g, N a, N b, N c, N d, N y) where N : IReal<N> => g * d;

        public N ChainD<N>(N g, N a, N b, N c, N d, N y) where N : IReal<N> => N.Zero;
    }
}
