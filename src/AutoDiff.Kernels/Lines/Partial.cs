using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace AutoDiff.Kernels;

/// <summary>How much of a register is used: decided outside a loop, so that whole registers cost nothing for the partial ones.</summary>
internal interface IExtent
{
    static abstract L Load<L, T>(ref T source, int count) where L : struct, ILane<L, T> where T : unmanaged;

    static abstract void Store<L, T>(L value, ref T target, int count) where L : struct, ILane<L, T> where T : unmanaged;
}

/// <summary>All numbers of a register.</summary>
internal readonly struct Whole : IExtent
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static L Load<L, T>(ref T source, int count) where L : struct, ILane<L, T> where T : unmanaged => L.Load(ref source, 0);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Store<L, T>(L value, ref T target, int count) where L : struct, ILane<L, T> where T : unmanaged => L.Store(value, ref target, 0);
}

/// <summary>The first numbers of a register; the others are 0.</summary>
internal readonly struct Partial : IExtent
{
    public static L Load<L, T>(ref T source, int count) where L : struct, ILane<L, T> where T : unmanaged
    {
        Span<T> register = stackalloc T[L.Width];
        register.Clear();
        MemoryMarshal.CreateReadOnlySpan(ref source, count).CopyTo(register);
        return L.Load(ref MemoryMarshal.GetReference(register), 0);
    }

    public static void Store<L, T>(L value, ref T target, int count) where L : struct, ILane<L, T> where T : unmanaged
    {
        Span<T> register = stackalloc T[L.Width];
        L.Store(value, ref MemoryMarshal.GetReference(register), 0);
        register[..count].CopyTo(MemoryMarshal.CreateSpan(ref target, count));
    }
}
