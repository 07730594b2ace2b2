using System.Numerics;
using System.Runtime.CompilerServices;

namespace AutoDiff.Kernels.Tests.Elementwise;

/// <summary>y = a b - c.</summary>
internal readonly struct Fused<T> : IKernel<T> where T : unmanaged, IFloatingPointIeee754<T>
{
    public static int Inputs => 3;

    public static int Outputs => 1;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    void IKernel<T>.Step<L, C>(in Pinned<T> o, ref C at) => at.Write(in o, 3, at.Read(in o, 0) * at.Read(in o, 1) - at.Read(in o, 2));
}

/// <summary>ā = g b, b̄ = g a, c̄ = -g: three results, as of a rule's derivatives.</summary>
internal readonly struct FusedAdjoints<T> : IKernel<T> where T : unmanaged, IFloatingPointIeee754<T>
{
    public static int Inputs => 3;

    public static int Outputs => 3;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    void IKernel<T>.Step<L, C>(in Pinned<T> o, ref C at)
    {
        var (g, a, b) = (at.Read(in o, 0), at.Read(in o, 1), at.Read(in o, 2));
        at.Write(in o, 3, g * b);
        at.Write(in o, 4, g * a);
        at.Write(in o, 5, -g);
    }
}

/// <summary>w ← 2 w + g, in place.</summary>
internal readonly struct Doubling<T> : IKernel<T> where T : unmanaged, IFloatingPointIeee754<T>
{
    public static int Inputs => 2;

    public static int Outputs => 1;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    void IKernel<T>.Step<L, C>(in Pinned<T> o, ref C at)
    {
        var w = at.Read(in o, 0);
        at.Write(in o, 2, w + w + at.Read(in o, 1));
    }
}

/// <summary>y = eˣ.</summary>
internal readonly struct Exponentials<T> : IKernel<T> where T : unmanaged, IFloatingPointIeee754<T>
{
    public static int Inputs => 1;

    public static int Outputs => 1;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    void IKernel<T>.Step<L, C>(in Pinned<T> o, ref C at) => at.Write(in o, 1, L.Exp(at.Read(in o, 0)));
}
