namespace AutoDiff;

/// <summary>Expressions of the rule arithmetic in which nothing cancels, neither in their value nor in their derivatives.</summary>
internal static class Stable
{
    /// <summary>1 - x².</summary>
    /// <remarks>(1 - x)(1 + x) is exact near ±1, but its derivative (1 - x) - (1 + x) cancels near 0; 1 - x² the other way round.</remarks>
    public static N OneMinusSquare<N>(N x) where N : IReal<N>
        => N.Select(N.Abs(x) < N.From(0.5), N.One - x * x, (N.One - x) * (N.One + x));
}
