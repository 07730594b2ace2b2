using System.Runtime.CompilerServices;

namespace AutoDiff;

// Complete a rule that states only its value: its derivative is taken by dual numbers, for all inputs in one evaluation where all are wanted.

/// <summary>Marks these rules: their slopes are not computed from the value.</summary>
internal interface IByDual;

/// <summary>A rule of one input by its value.</summary>
internal readonly record struct ByDual<F>(F Function) : IRule, IByDual where F : struct, IMap
{
    public static bool NeedsValue => false;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public N Value<N>(N x) where N : IReal<N> => Function.Value(x);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public N Chain<N>(N g, N x, N y) where N : IReal<N> => Function.Value(new Dual<N, Tangent<N>> { Value = x, Tangents = new() { A = g } }).Tangents.A;
}

/// <summary>A rule of two inputs by its value.</summary>
internal readonly record struct ByDual2<F>(F Function) : IRule2, IByDual where F : struct, IMap2
{
    public static bool NeedsValue => false;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public N Value<N>(N a, N b) where N : IReal<N> => Function.Value(a, b);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public N ChainA<N>(N g, N a, N b, N y) where N : IReal<N> => One(a, g, b, N.Zero);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public N ChainB<N>(N g, N a, N b, N y) where N : IReal<N> => One(a, N.Zero, b, g);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static void IRule2.Reverse<R, N>(R rule, N g, N a, N b, N y, out N aAdjoint, out N bAdjoint)
    {
        // Along the inputs themselves the first steps multiply by 1 and 0, which costs nothing; g comes last.
        var function = Unsafe.BitCast<R, ByDual2<F>>(rule).Function;
        var (one, no) = (N.One, N.From(-0.0));
        var t = function.Value(new Dual<N, Tangents2<N>> { Value = a, Tangents = new() { A = one, B = no } }, new Dual<N, Tangents2<N>> { Value = b, Tangents = new() { A = no, B = one } }).Tangents;
        aAdjoint = g * t.A;
        bAdjoint = g * t.B;
    }

    /// <summary>The tangent for given tangents of the inputs.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private N One<N>(N a, N aTangent, N b, N bTangent) where N : IReal<N> =>
        Function.Value(new Dual<N, Tangent<N>> { Value = a, Tangents = new() { A = aTangent } }, new Dual<N, Tangent<N>> { Value = b, Tangents = new() { A = bTangent } }).Tangents.A;
}

/// <summary>A rule of three inputs by its value.</summary>
internal readonly record struct ByDual3<F>(F Function) : IRule3, IByDual where F : struct, IMap3
{
    public static bool NeedsValue => false;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public N Value<N>(N a, N b, N c) where N : IReal<N> => Function.Value(a, b, c);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public N ChainA<N>(N g, N a, N b, N c, N y) where N : IReal<N> => One(a, g, b, N.Zero, c, N.Zero);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public N ChainB<N>(N g, N a, N b, N c, N y) where N : IReal<N> => One(a, N.Zero, b, g, c, N.Zero);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public N ChainC<N>(N g, N a, N b, N c, N y) where N : IReal<N> => One(a, N.Zero, b, N.Zero, c, g);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static void IRule3.Reverse<R, N>(R rule, N g, N a, N b, N c, N y, out N aAdjoint, out N bAdjoint, out N cAdjoint)
    {
        // Along the inputs themselves the first steps multiply by 1 and 0, which costs nothing; g comes last.
        var function = Unsafe.BitCast<R, ByDual3<F>>(rule).Function;
        var (one, no) = (N.One, N.From(-0.0));
        var t = function.Value(new Dual<N, Tangents3<N>> { Value = a, Tangents = new() { A = one, B = no, C = no } }, new Dual<N, Tangents3<N>> { Value = b, Tangents = new() { A = no, B = one, C = no } }, new Dual<N, Tangents3<N>> { Value = c, Tangents = new() { A = no, B = no, C = one } }).Tangents;
        aAdjoint = g * t.A;
        bAdjoint = g * t.B;
        cAdjoint = g * t.C;
    }

    /// <summary>The tangent for given tangents of the inputs.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private N One<N>(N a, N aTangent, N b, N bTangent, N c, N cTangent) where N : IReal<N> =>
        Function.Value(new Dual<N, Tangent<N>> { Value = a, Tangents = new() { A = aTangent } }, new Dual<N, Tangent<N>> { Value = b, Tangents = new() { A = bTangent } }, new Dual<N, Tangent<N>> { Value = c, Tangents = new() { A = cTangent } }).Tangents.A;
}

/// <summary>A rule of four inputs by its value.</summary>
internal readonly record struct ByDual4<F>(F Function) : IRule4, IByDual where F : struct, IMap4
{
    public static bool NeedsValue => false;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public N Value<N>(N a, N b, N c, N d) where N : IReal<N> => Function.Value(a, b, c, d);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public N ChainA<N>(N g, N a, N b, N c, N d, N y) where N : IReal<N> => One(a, g, b, N.Zero, c, N.Zero, d, N.Zero);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public N ChainB<N>(N g, N a, N b, N c, N d, N y) where N : IReal<N> => One(a, N.Zero, b, g, c, N.Zero, d, N.Zero);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public N ChainC<N>(N g, N a, N b, N c, N d, N y) where N : IReal<N> => One(a, N.Zero, b, N.Zero, c, g, d, N.Zero);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public N ChainD<N>(N g, N a, N b, N c, N d, N y) where N : IReal<N> => One(a, N.Zero, b, N.Zero, c, N.Zero, d, g);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static void IRule4.Reverse<R, N>(R rule, N g, N a, N b, N c, N d, N y, out N aAdjoint, out N bAdjoint, out N cAdjoint, out N dAdjoint)
    {
        // Along the inputs themselves the first steps multiply by 1 and 0, which costs nothing; g comes last.
        var function = Unsafe.BitCast<R, ByDual4<F>>(rule).Function;
        var (one, no) = (N.One, N.From(-0.0));
        var t = function.Value(new Dual<N, Tangents4<N>> { Value = a, Tangents = new() { A = one, B = no, C = no, D = no } }, new Dual<N, Tangents4<N>> { Value = b, Tangents = new() { A = no, B = one, C = no, D = no } }, new Dual<N, Tangents4<N>> { Value = c, Tangents = new() { A = no, B = no, C = one, D = no } }, new Dual<N, Tangents4<N>> { Value = d, Tangents = new() { A = no, B = no, C = no, D = one } }).Tangents;
        aAdjoint = g * t.A;
        bAdjoint = g * t.B;
        cAdjoint = g * t.C;
        dAdjoint = g * t.D;
    }

    /// <summary>The tangent for given tangents of the inputs.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private N One<N>(N a, N aTangent, N b, N bTangent, N c, N cTangent, N d, N dTangent) where N : IReal<N> =>
        Function.Value(new Dual<N, Tangent<N>> { Value = a, Tangents = new() { A = aTangent } }, new Dual<N, Tangent<N>> { Value = b, Tangents = new() { A = bTangent } }, new Dual<N, Tangent<N>> { Value = c, Tangents = new() { A = cTangent } }, new Dual<N, Tangent<N>> { Value = d, Tangents = new() { A = dTangent } }).Tangents.A;
}
