using System.Runtime.CompilerServices;

namespace AutoDiff;

// How the sum of a rule's values is replayed in reverse: the value, which was never stored, is computed again where the slopes need it.
// That a rule by dual numbers needs no value is asked of its type, which the compiler answers before it inlines the value.
// Operands stand in this order: the adjoint g of the sum, the inputs, the results.

/// <summary>Which input of a rule is meant, as a type: the compiler drops the others.</summary>
internal interface IPlace
{
    static abstract int Index { get; }
}

/// <summary>The first input.</summary>
internal readonly struct PlaceA : IPlace
{
    public static int Index => 0;
}

/// <summary>The second input.</summary>
internal readonly struct PlaceB : IPlace
{
    public static int Index => 1;
}

/// <summary>The third input.</summary>
internal readonly struct PlaceC : IPlace
{
    public static int Index => 2;
}

/// <summary>g · ∂f/∂x.</summary>
internal readonly struct SumChainKernel<R, T>(R rule) : IKernel<T> where R : struct, IRule where T : unmanaged, IFloatingPointIeee754<T>
{
    public static int Inputs => 2;

    public static int Outputs => 1;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    void IKernel<T>.Step<L, C>(in Pinned<T> o, ref C at)
    {
        var (g, x) = (at.Read(in o, 0), at.Read(in o, 1));
        var y = default(R) is IByDual ? L.Zero : rule.Value(x);
        at.Write(in o, 2, L.Annihilate(g, rule.Chain(g, x, y)));
    }
}

/// <summary>g · ∂f/∂a or g · ∂f/∂b.</summary>
internal readonly struct SumChainKernel2<R, P, T>(R rule) : IKernel<T> where R : struct, IRule2 where P : struct, IPlace where T : unmanaged, IFloatingPointIeee754<T>
{
    public static int Inputs => 3;

    public static int Outputs => 1;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    void IKernel<T>.Step<L, C>(in Pinned<T> o, ref C at)
    {
        var (g, a, b) = (at.Read(in o, 0), at.Read(in o, 1), at.Read(in o, 2));
        var y = default(R) is IByDual ? L.Zero : rule.Value(a, b);
        at.Write(in o, 3, L.Annihilate(g, P.Index == 0 ? rule.ChainA(g, a, b, y) : rule.ChainB(g, a, b, y)));
    }
}

/// <summary>The adjoints of both inputs in one pass.</summary>
internal readonly struct SumReverseKernel2<R, T>(R rule) : IKernel<T> where R : struct, IRule2 where T : unmanaged, IFloatingPointIeee754<T>
{
    public static int Inputs => 3;

    public static int Outputs => 2;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    void IKernel<T>.Step<L, C>(in Pinned<T> o, ref C at)
    {
        var (g, a, b) = (at.Read(in o, 0), at.Read(in o, 1), at.Read(in o, 2));
        var y = default(R) is IByDual ? L.Zero : rule.Value(a, b);
        R.Reverse(rule, g, a, b, y, out var aAdjoint, out var bAdjoint);
        at.Write(in o, 3, L.Annihilate(g, aAdjoint));
        at.Write(in o, 4, L.Annihilate(g, bAdjoint));
    }
}

/// <summary>g · ∂f/∂a, g · ∂f/∂b or g · ∂f/∂c.</summary>
internal readonly struct SumChainKernel3<R, P, T>(R rule) : IKernel<T> where R : struct, IRule3 where P : struct, IPlace where T : unmanaged, IFloatingPointIeee754<T>
{
    public static int Inputs => 4;

    public static int Outputs => 1;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    void IKernel<T>.Step<L, C>(in Pinned<T> o, ref C at)
    {
        var (g, a, b, c) = (at.Read(in o, 0), at.Read(in o, 1), at.Read(in o, 2), at.Read(in o, 3));
        var y = default(R) is IByDual ? L.Zero : rule.Value(a, b, c);
        at.Write(in o, 4, L.Annihilate(g, P.Index == 0 ? rule.ChainA(g, a, b, c, y) : P.Index == 1 ? rule.ChainB(g, a, b, c, y) : rule.ChainC(g, a, b, c, y)));
    }
}

/// <summary>The adjoints of all three inputs in one pass.</summary>
internal readonly struct SumReverseKernel3<R, T>(R rule) : IKernel<T> where R : struct, IRule3 where T : unmanaged, IFloatingPointIeee754<T>
{
    public static int Inputs => 4;

    public static int Outputs => 3;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    void IKernel<T>.Step<L, C>(in Pinned<T> o, ref C at)
    {
        var (g, a, b, c) = (at.Read(in o, 0), at.Read(in o, 1), at.Read(in o, 2), at.Read(in o, 3));
        var y = default(R) is IByDual ? L.Zero : rule.Value(a, b, c);
        R.Reverse(rule, g, a, b, c, y, out var aAdjoint, out var bAdjoint, out var cAdjoint);
        at.Write(in o, 4, L.Annihilate(g, aAdjoint));
        at.Write(in o, 5, L.Annihilate(g, bAdjoint));
        at.Write(in o, 6, L.Annihilate(g, cAdjoint));
    }
}
