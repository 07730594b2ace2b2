namespace AutoDiff;

/// <summary>Mask as a number: 1 where a &gt; b, else 0. Its derivative is zero.</summary>
internal readonly record struct GreaterRule : IRule2
{
    public static Slope SlopeA => Slope.Zero;

    public static Slope SlopeB => Slope.Zero;

    public N Value<N>(N a, N b) where N : IReal<N> => N.Select(a > b, N.One, N.Zero);

    public N ChainA<N>(N g, N a, N b, N y) where N : IReal<N> => N.Zero;

    public N ChainB<N>(N g, N a, N b, N y) where N : IReal<N> => N.Zero;
}

/// <summary>Mask as a number: 1 where a &lt; b, else 0.</summary>
internal readonly record struct LessRule : IRule2
{
    public static Slope SlopeA => Slope.Zero;

    public static Slope SlopeB => Slope.Zero;

    public N Value<N>(N a, N b) where N : IReal<N> => N.Select(a < b, N.One, N.Zero);

    public N ChainA<N>(N g, N a, N b, N y) where N : IReal<N> => N.Zero;

    public N ChainB<N>(N g, N a, N b, N y) where N : IReal<N> => N.Zero;
}

/// <summary>Mask as a number: 1 where a ≥ b, else 0.</summary>
internal readonly record struct GreaterOrEqualRule : IRule2
{
    public static Slope SlopeA => Slope.Zero;

    public static Slope SlopeB => Slope.Zero;

    public N Value<N>(N a, N b) where N : IReal<N> => N.Select(a >= b, N.One, N.Zero);

    public N ChainA<N>(N g, N a, N b, N y) where N : IReal<N> => N.Zero;

    public N ChainB<N>(N g, N a, N b, N y) where N : IReal<N> => N.Zero;
}

/// <summary>Mask as a number: 1 where a ≤ b, else 0.</summary>
internal readonly record struct LessOrEqualRule : IRule2
{
    public static Slope SlopeA => Slope.Zero;

    public static Slope SlopeB => Slope.Zero;

    public N Value<N>(N a, N b) where N : IReal<N> => N.Select(a <= b, N.One, N.Zero);

    public N ChainA<N>(N g, N a, N b, N y) where N : IReal<N> => N.Zero;

    public N ChainB<N>(N g, N a, N b, N y) where N : IReal<N> => N.Zero;
}

/// <summary>Mask as a number: 1 where a = b, else 0.</summary>
internal readonly record struct EqualRule : IRule2
{
    public static Slope SlopeA => Slope.Zero;

    public static Slope SlopeB => Slope.Zero;

    public N Value<N>(N a, N b) where N : IReal<N> => N.Select(N.IsEqual(a, b), N.One, N.Zero);

    public N ChainA<N>(N g, N a, N b, N y) where N : IReal<N> => N.Zero;

    public N ChainB<N>(N g, N a, N b, N y) where N : IReal<N> => N.Zero;
}

/// <summary>Mask as a number: 1 where both masks hold.</summary>
internal readonly record struct AndRule : IRule2
{
    public static Slope SlopeA => Slope.Zero;

    public static Slope SlopeB => Slope.Zero;

    public N Value<N>(N a, N b) where N : IReal<N> => N.Select((a > N.Zero) & (b > N.Zero), N.One, N.Zero);

    public N ChainA<N>(N g, N a, N b, N y) where N : IReal<N> => N.Zero;

    public N ChainB<N>(N g, N a, N b, N y) where N : IReal<N> => N.Zero;
}

/// <summary>Mask as a number: 1 where a mask holds.</summary>
internal readonly record struct OrRule : IRule2
{
    public static Slope SlopeA => Slope.Zero;

    public static Slope SlopeB => Slope.Zero;

    public N Value<N>(N a, N b) where N : IReal<N> => N.Select((a > N.Zero) | (b > N.Zero), N.One, N.Zero);

    public N ChainA<N>(N g, N a, N b, N y) where N : IReal<N> => N.Zero;

    public N ChainB<N>(N g, N a, N b, N y) where N : IReal<N> => N.Zero;
}

/// <summary>a where the mask is 1, b where it is 0; the derivative follows the side taken.</summary>
internal readonly record struct WhereRule : IRule3
{
    public static bool NeedsValue => false;

    public static Slope SlopeA => Slope.Zero;

    public N Value<N>(N a, N b, N c) where N : IReal<N> => N.Select(a > N.Zero, b, c);

    public N ChainA<N>(N g, N a, N b, N c, N y) where N : IReal<N> => N.Zero;

    public N ChainB<N>(N g, N a, N b, N c, N y) where N : IReal<N> => N.Select(a > N.Zero, g, N.Zero);

    public N ChainC<N>(N g, N a, N b, N c, N y) where N : IReal<N> => N.Select(a > N.Zero, N.Zero, g);
}

/// <summary>a · b, but 0 where a is exactly 0: an adjoint a times a slope b that may be infinite or undefined.</summary>
/// <remarks>At a = 0 the derivative in a is still b; the one in b is 0, so nothing flows into the computation of a slope that does not count.</remarks>
internal readonly record struct TimesRule : IRule2
{
    public static bool NeedsValue => false;

    public N Value<N>(N a, N b) where N : IReal<N> => N.Times(a, b);

    public N ChainA<N>(N g, N a, N b, N y) where N : IReal<N> => g * b;

    public N ChainB<N>(N g, N a, N b, N y) where N : IReal<N> => N.Times(a, g);
}
