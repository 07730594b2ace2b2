using System.Runtime.CompilerServices;

namespace AutoDiff;

// How a rule becomes a fused kernel: the value; the adjoint of one input; the adjoints of all inputs in one pass.
// Operands stand in this order: the incoming adjoint g, the inputs, the value y, the results.
// An adjoint of exactly zero stays zero whatever the slope (see IReal.Annihilate).

/// <summary>y = f(x).</summary>
internal readonly struct ValueKernel<R, T>(R rule) : IKernel<T> where R : struct, IMap where T : unmanaged, IFloatingPointIeee754<T>
{
    public static int Inputs => 1;

    public static int Outputs => 1;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    void IKernel<T>.Step<L, C>(in Pinned<T> o, ref C at) => at.Write(in o, 1, rule.Value(at.Read(in o, 0)));
}

/// <summary>g · ∂f/∂x.</summary>
internal readonly struct ChainKernel<R, T>(R rule) : IKernel<T> where R : struct, IRule where T : unmanaged, IFloatingPointIeee754<T>
{
    public static int Inputs => 3;

    public static int Outputs => 1;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    void IKernel<T>.Step<L, C>(in Pinned<T> o, ref C at)
    {
        var g = at.Read(in o, 0);
        var x = R.NeedsInput ? at.Read(in o, 1) : L.Zero;
        var y = R.NeedsValue ? at.Read(in o, 2) : L.Zero;
        at.Write(in o, 3, L.Annihilate(g, rule.Chain(g, x, y)));
    }
}

/// <summary>y = f(a, b).</summary>
internal readonly struct ValueKernel2<R, T>(R rule) : IKernel<T> where R : struct, IMap2 where T : unmanaged, IFloatingPointIeee754<T>
{
    public static int Inputs => 2;

    public static int Outputs => 1;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    void IKernel<T>.Step<L, C>(in Pinned<T> o, ref C at) => at.Write(in o, 2, rule.Value(at.Read(in o, 0), at.Read(in o, 1)));
}

/// <summary>g · ∂f/∂a.</summary>
internal readonly struct ChainAKernel2<R, T>(R rule) : IKernel<T> where R : struct, IRule2 where T : unmanaged, IFloatingPointIeee754<T>
{
    public static int Inputs => 4;

    public static int Outputs => 1;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    void IKernel<T>.Step<L, C>(in Pinned<T> o, ref C at)
    {
        var g = at.Read(in o, 0);
        var y = R.NeedsValue ? at.Read(in o, 3) : L.Zero;
        at.Write(in o, 4, L.Annihilate(g, rule.ChainA(g, at.Read(in o, 1), at.Read(in o, 2), y)));
    }
}

/// <summary>g · ∂f/∂b.</summary>
internal readonly struct ChainBKernel2<R, T>(R rule) : IKernel<T> where R : struct, IRule2 where T : unmanaged, IFloatingPointIeee754<T>
{
    public static int Inputs => 4;

    public static int Outputs => 1;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    void IKernel<T>.Step<L, C>(in Pinned<T> o, ref C at)
    {
        var g = at.Read(in o, 0);
        var y = R.NeedsValue ? at.Read(in o, 3) : L.Zero;
        at.Write(in o, 4, L.Annihilate(g, rule.ChainB(g, at.Read(in o, 1), at.Read(in o, 2), y)));
    }
}

/// <summary>The adjoints of all inputs in one pass.</summary>
internal readonly struct ReverseKernel2<R, T>(R rule) : IKernel<T> where R : struct, IRule2 where T : unmanaged, IFloatingPointIeee754<T>
{
    public static int Inputs => 4;

    public static int Outputs => 2;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    void IKernel<T>.Step<L, C>(in Pinned<T> o, ref C at)
    {
        var (g, a, b) = (at.Read(in o, 0), at.Read(in o, 1), at.Read(in o, 2));
        var y = R.NeedsValue ? at.Read(in o, 3) : L.Zero;
        R.Reverse(rule, g, a, b, y, out var aAdjoint, out var bAdjoint);
        at.Write(in o, 4, L.Annihilate(g, aAdjoint));
        at.Write(in o, 5, L.Annihilate(g, bAdjoint));
    }
}

/// <summary>y = f(a, b, c).</summary>
internal readonly struct ValueKernel3<R, T>(R rule) : IKernel<T> where R : struct, IMap3 where T : unmanaged, IFloatingPointIeee754<T>
{
    public static int Inputs => 3;

    public static int Outputs => 1;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    void IKernel<T>.Step<L, C>(in Pinned<T> o, ref C at) => at.Write(in o, 3, rule.Value(at.Read(in o, 0), at.Read(in o, 1), at.Read(in o, 2)));
}

/// <summary>g · ∂f/∂a.</summary>
internal readonly struct ChainAKernel3<R, T>(R rule) : IKernel<T> where R : struct, IRule3 where T : unmanaged, IFloatingPointIeee754<T>
{
    public static int Inputs => 5;

    public static int Outputs => 1;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    void IKernel<T>.Step<L, C>(in Pinned<T> o, ref C at)
    {
        var g = at.Read(in o, 0);
        var y = R.NeedsValue ? at.Read(in o, 4) : L.Zero;
        at.Write(in o, 5, L.Annihilate(g, rule.ChainA(g, at.Read(in o, 1), at.Read(in o, 2), at.Read(in o, 3), y)));
    }
}

/// <summary>g · ∂f/∂b.</summary>
internal readonly struct ChainBKernel3<R, T>(R rule) : IKernel<T> where R : struct, IRule3 where T : unmanaged, IFloatingPointIeee754<T>
{
    public static int Inputs => 5;

    public static int Outputs => 1;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    void IKernel<T>.Step<L, C>(in Pinned<T> o, ref C at)
    {
        var g = at.Read(in o, 0);
        var y = R.NeedsValue ? at.Read(in o, 4) : L.Zero;
        at.Write(in o, 5, L.Annihilate(g, rule.ChainB(g, at.Read(in o, 1), at.Read(in o, 2), at.Read(in o, 3), y)));
    }
}

/// <summary>g · ∂f/∂c.</summary>
internal readonly struct ChainCKernel3<R, T>(R rule) : IKernel<T> where R : struct, IRule3 where T : unmanaged, IFloatingPointIeee754<T>
{
    public static int Inputs => 5;

    public static int Outputs => 1;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    void IKernel<T>.Step<L, C>(in Pinned<T> o, ref C at)
    {
        var g = at.Read(in o, 0);
        var y = R.NeedsValue ? at.Read(in o, 4) : L.Zero;
        at.Write(in o, 5, L.Annihilate(g, rule.ChainC(g, at.Read(in o, 1), at.Read(in o, 2), at.Read(in o, 3), y)));
    }
}

/// <summary>The adjoints of all inputs in one pass.</summary>
internal readonly struct ReverseKernel3<R, T>(R rule) : IKernel<T> where R : struct, IRule3 where T : unmanaged, IFloatingPointIeee754<T>
{
    public static int Inputs => 5;

    public static int Outputs => 3;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    void IKernel<T>.Step<L, C>(in Pinned<T> o, ref C at)
    {
        var (g, a, b, c) = (at.Read(in o, 0), at.Read(in o, 1), at.Read(in o, 2), at.Read(in o, 3));
        var y = R.NeedsValue ? at.Read(in o, 4) : L.Zero;
        R.Reverse(rule, g, a, b, c, y, out var aAdjoint, out var bAdjoint, out var cAdjoint);
        at.Write(in o, 5, L.Annihilate(g, aAdjoint));
        at.Write(in o, 6, L.Annihilate(g, bAdjoint));
        at.Write(in o, 7, L.Annihilate(g, cAdjoint));
    }
}

/// <summary>y = f(a, b, c, d).</summary>
internal readonly struct ValueKernel4<R, T>(R rule) : IKernel<T> where R : struct, IMap4 where T : unmanaged, IFloatingPointIeee754<T>
{
    public static int Inputs => 4;

    public static int Outputs => 1;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    void IKernel<T>.Step<L, C>(in Pinned<T> o, ref C at) => at.Write(in o, 4, rule.Value(at.Read(in o, 0), at.Read(in o, 1), at.Read(in o, 2), at.Read(in o, 3)));
}

/// <summary>g · ∂f/∂a.</summary>
internal readonly struct ChainAKernel4<R, T>(R rule) : IKernel<T> where R : struct, IRule4 where T : unmanaged, IFloatingPointIeee754<T>
{
    public static int Inputs => 6;

    public static int Outputs => 1;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    void IKernel<T>.Step<L, C>(in Pinned<T> o, ref C at)
    {
        var g = at.Read(in o, 0);
        var y = R.NeedsValue ? at.Read(in o, 5) : L.Zero;
        at.Write(in o, 6, L.Annihilate(g, rule.ChainA(g, at.Read(in o, 1), at.Read(in o, 2), at.Read(in o, 3), at.Read(in o, 4), y)));
    }
}

/// <summary>g · ∂f/∂b.</summary>
internal readonly struct ChainBKernel4<R, T>(R rule) : IKernel<T> where R : struct, IRule4 where T : unmanaged, IFloatingPointIeee754<T>
{
    public static int Inputs => 6;

    public static int Outputs => 1;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    void IKernel<T>.Step<L, C>(in Pinned<T> o, ref C at)
    {
        var g = at.Read(in o, 0);
        var y = R.NeedsValue ? at.Read(in o, 5) : L.Zero;
        at.Write(in o, 6, L.Annihilate(g, rule.ChainB(g, at.Read(in o, 1), at.Read(in o, 2), at.Read(in o, 3), at.Read(in o, 4), y)));
    }
}

/// <summary>g · ∂f/∂c.</summary>
internal readonly struct ChainCKernel4<R, T>(R rule) : IKernel<T> where R : struct, IRule4 where T : unmanaged, IFloatingPointIeee754<T>
{
    public static int Inputs => 6;

    public static int Outputs => 1;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    void IKernel<T>.Step<L, C>(in Pinned<T> o, ref C at)
    {
        var g = at.Read(in o, 0);
        var y = R.NeedsValue ? at.Read(in o, 5) : L.Zero;
        at.Write(in o, 6, L.Annihilate(g, rule.ChainC(g, at.Read(in o, 1), at.Read(in o, 2), at.Read(in o, 3), at.Read(in o, 4), y)));
    }
}

/// <summary>g · ∂f/∂d.</summary>
internal readonly struct ChainDKernel4<R, T>(R rule) : IKernel<T> where R : struct, IRule4 where T : unmanaged, IFloatingPointIeee754<T>
{
    public static int Inputs => 6;

    public static int Outputs => 1;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    void IKernel<T>.Step<L, C>(in Pinned<T> o, ref C at)
    {
        var g = at.Read(in o, 0);
        var y = R.NeedsValue ? at.Read(in o, 5) : L.Zero;
        at.Write(in o, 6, L.Annihilate(g, rule.ChainD(g, at.Read(in o, 1), at.Read(in o, 2), at.Read(in o, 3), at.Read(in o, 4), y)));
    }
}

/// <summary>The adjoints of all inputs in one pass.</summary>
internal readonly struct ReverseKernel4<R, T>(R rule) : IKernel<T> where R : struct, IRule4 where T : unmanaged, IFloatingPointIeee754<T>
{
    public static int Inputs => 6;

    public static int Outputs => 4;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    void IKernel<T>.Step<L, C>(in Pinned<T> o, ref C at)
    {
        var (g, a, b, c, d) = (at.Read(in o, 0), at.Read(in o, 1), at.Read(in o, 2), at.Read(in o, 3), at.Read(in o, 4));
        var y = R.NeedsValue ? at.Read(in o, 5) : L.Zero;
        R.Reverse(rule, g, a, b, c, d, y, out var aAdjoint, out var bAdjoint, out var cAdjoint, out var dAdjoint);
        at.Write(in o, 6, L.Annihilate(g, aAdjoint));
        at.Write(in o, 7, L.Annihilate(g, bAdjoint));
        at.Write(in o, 8, L.Annihilate(g, cAdjoint));
        at.Write(in o, 9, L.Annihilate(g, dAdjoint));
    }
}
