using System.Runtime.CompilerServices;

namespace AutoDiff;

/// <summary>Completes a rule that states only its value: its derivative is taken by dual numbers.</summary>
internal readonly record struct ByDual<F>(F Function) : IRule where F : struct, IMap
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public N Value<N>(N x) where N : IReal<N> => Function.Value(x);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public N Chain<N>(N g, N x, N y) where N : IReal<N> => Function.Value(new Dual<N>(x, g)).Tangent;
}

/// <summary>Completes a rule that states only its value: its derivative is taken by dual numbers.</summary>
internal readonly record struct ByDual2<F>(F Function) : IRule2 where F : struct, IMap2
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public N Value<N>(N a, N b) where N : IReal<N> => Function.Value(a, b);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public N ChainA<N>(N g, N a, N b, N y) where N : IReal<N> => Function.Value(new Dual<N>(a, g), new Dual<N>(b, N.Zero)).Tangent;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public N ChainB<N>(N g, N a, N b, N y) where N : IReal<N> => Function.Value(new Dual<N>(a, N.Zero), new Dual<N>(b, g)).Tangent;
}

/// <summary>Completes a rule that states only its value: its derivative is taken by dual numbers.</summary>
internal readonly record struct ByDual3<F>(F Function) : IRule3 where F : struct, IMap3
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public N Value<N>(N a, N b, N c) where N : IReal<N> => Function.Value(a, b, c);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public N ChainA<N>(N g, N a, N b, N c, N y) where N : IReal<N> => Function.Value(new Dual<N>(a, g), new Dual<N>(b, N.Zero), new Dual<N>(c, N.Zero)).Tangent;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public N ChainB<N>(N g, N a, N b, N c, N y) where N : IReal<N> => Function.Value(new Dual<N>(a, N.Zero), new Dual<N>(b, g), new Dual<N>(c, N.Zero)).Tangent;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public N ChainC<N>(N g, N a, N b, N c, N y) where N : IReal<N> => Function.Value(new Dual<N>(a, N.Zero), new Dual<N>(b, N.Zero), new Dual<N>(c, g)).Tangent;
}

/// <summary>Completes a rule that states only its value: its derivative is taken by dual numbers.</summary>
internal readonly record struct ByDual4<F>(F Function) : IRule4 where F : struct, IMap4
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public N Value<N>(N a, N b, N c, N d) where N : IReal<N> => Function.Value(a, b, c, d);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public N ChainA<N>(N g, N a, N b, N c, N d, N y) where N : IReal<N> => Function.Value(new Dual<N>(a, g), new Dual<N>(b, N.Zero), new Dual<N>(c, N.Zero), new Dual<N>(d, N.Zero)).Tangent;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public N ChainB<N>(N g, N a, N b, N c, N d, N y) where N : IReal<N> => Function.Value(new Dual<N>(a, N.Zero), new Dual<N>(b, g), new Dual<N>(c, N.Zero), new Dual<N>(d, N.Zero)).Tangent;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public N ChainC<N>(N g, N a, N b, N c, N d, N y) where N : IReal<N> => Function.Value(new Dual<N>(a, N.Zero), new Dual<N>(b, N.Zero), new Dual<N>(c, g), new Dual<N>(d, N.Zero)).Tangent;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public N ChainD<N>(N g, N a, N b, N c, N d, N y) where N : IReal<N> => Function.Value(new Dual<N>(a, N.Zero), new Dual<N>(b, N.Zero), new Dual<N>(c, N.Zero), new Dual<N>(d, g)).Tangent;
}
