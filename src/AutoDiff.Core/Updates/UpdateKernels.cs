using System.Runtime.CompilerServices;

namespace AutoDiff;

// How an update rule becomes one fused pass. Outputs lie where the inputs do: every element is read before it is written.

/// <summary>w ← f(w, g).</summary>
internal readonly struct UpdateKernel<R, T>(R rule) : IKernel<T> where R : struct, IUpdate where T : unmanaged, IFloatingPointIeee754<T>
{
    public static int Inputs => 2;

    public static int Outputs => 1;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    void IKernel<T>.Step<L, C>(in Pinned<T> o, ref C at) => at.Write(in o, 2, rule.Next(at.Read(in o, 0), at.Read(in o, 1)));
}

/// <summary>w, s ← f(w, g, s).</summary>
internal readonly struct UpdateKernel1<R, T>(R rule) : IKernel<T> where R : struct, IUpdate1 where T : unmanaged, IFloatingPointIeee754<T>
{
    public static int Inputs => 3;

    public static int Outputs => 2;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    void IKernel<T>.Step<L, C>(in Pinned<T> o, ref C at)
    {
        var (w, s) = rule.Next(at.Read(in o, 0), at.Read(in o, 1), at.Read(in o, 2));
        at.Write(in o, 3, w);
        at.Write(in o, 4, s);
    }
}

/// <summary>w, s, t ← f(w, g, s, t).</summary>
internal readonly struct UpdateKernel2<R, T>(R rule) : IKernel<T> where R : struct, IUpdate2 where T : unmanaged, IFloatingPointIeee754<T>
{
    public static int Inputs => 4;

    public static int Outputs => 3;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    void IKernel<T>.Step<L, C>(in Pinned<T> o, ref C at)
    {
        var (w, s, t) = rule.Next(at.Read(in o, 0), at.Read(in o, 1), at.Read(in o, 2), at.Read(in o, 3));
        at.Write(in o, 4, w);
        at.Write(in o, 5, s);
        at.Write(in o, 6, t);
    }
}

/// <summary>w, s, t, u ← f(w, g, s, t, u).</summary>
internal readonly struct UpdateKernel3<R, T>(R rule) : IKernel<T> where R : struct, IUpdate3 where T : unmanaged, IFloatingPointIeee754<T>
{
    public static int Inputs => 5;

    public static int Outputs => 4;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    void IKernel<T>.Step<L, C>(in Pinned<T> o, ref C at)
    {
        var (w, s, t, u) = rule.Next(at.Read(in o, 0), at.Read(in o, 1), at.Read(in o, 2), at.Read(in o, 3), at.Read(in o, 4));
        at.Write(in o, 5, w);
        at.Write(in o, 6, s);
        at.Write(in o, 7, t);
        at.Write(in o, 8, u);
    }
}
