namespace AutoDiff.NN;

/// <summary>σ(x) = 1/(1 + e⁻ˣ), with the derivative σ(x) σ(-x), in which nothing cancels.</summary>
internal readonly record struct Logistic : IRule
{
    public N Value<N>(N x) where N : IReal<N> => N.One / (N.One + N.Exp(-x));

    public N Chain<N>(N g, N x, N y) where N : IReal<N> => g * y * N.Map(default(Logistic), -x);
}

/// <summary>softplus(x) = ln(1 + eˣ) as max(x, 0) + ln(1 + e⁻|x|), which does not overflow.</summary>
internal readonly record struct Softplus : IRule
{
    public N Value<N>(N x) where N : IReal<N> => N.Max(x, N.Zero) + N.Log1p(N.Exp(-N.Abs(x)));

    public N Chain<N>(N g, N x, N y) where N : IReal<N> => g * N.Map(default(Logistic), x);
}
