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
internal readonly record struct SelectRule : IRule3
{
    public static Slope SlopeA => Slope.Zero;

    public N Value<N>(N a, N b, N c) where N : IReal<N> => N.Select(a > N.Zero, b, c);

    public N ChainA<N>(N g, N a, N b, N c, N y) where N : IReal<N> => N.Zero;

    public N ChainB<N>(N g, N a, N b, N c, N y) where N : IReal<N> => N.Select(a > N.Zero, g, N.Zero);

    public N ChainC<N>(N g, N a, N b, N c, N y) where N : IReal<N> => N.Select(a > N.Zero, N.Zero, g);
}

/// <summary>b, but 0 where a is exactly 0: a product a · s whose factor a annihilates an infinite or undefined s.</summary>
/// <remarks>
/// b is linear in a, so wherever s is finite this is the identity in b, and that is its derivative: it must not cut d(a · s)/da = s at a = 0.
/// Where s is infinite or undefined, b = 0 · s is NaN, and nothing may flow on to s.
/// </remarks>
internal readonly record struct AnnihilateRule : IRule2
{
    public static Slope SlopeA => Slope.Zero;

    public N Value<N>(N a, N b) where N : IReal<N> => N.Select(N.IsEqual(a, N.Zero), N.Zero, b);

    public N ChainA<N>(N g, N a, N b, N y) where N : IReal<N> => N.Zero;

    public N ChainB<N>(N g, N a, N b, N y) where N : IReal<N> => N.Select(N.IsEqual(a, N.Zero) & N.IsNaN(b), N.Zero, g);
}
