using System.Runtime.CompilerServices;

namespace AutoDiff.Kernels;

/// <summary>A place within a row of operands, from which a kernel reads and to which it writes one register.</summary>
internal interface ICursor<L, T> where L : struct, ILane<L, T> where T : unmanaged, IFloatingPointIeee754<T>
{
    /// <summary>The numbers of operand <paramref name="k"/>.</summary>
    L Read(in Pinned<T> o, int k);

    /// <summary>Makes <paramref name="value"/> the numbers of operand <paramref name="k"/>.</summary>
    void Write(in Pinned<T> o, int k, L value);
}

/// <summary>A full register.</summary>
internal readonly unsafe struct Whole<L, T>(nuint offset) : ICursor<L, T> where L : struct, ILane<L, T> where T : unmanaged, IFloatingPointIeee754<T>
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public L Read(in Pinned<T> o, int k) => L.Load(ref *o.Operand(k).Start, offset & o.Operand(k).Reach);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Write(in Pinned<T> o, int k, L value) => L.Store(value, ref *o.Operand(k).Start, offset);
}

/// <summary>The end of a row, which does not fill a register.</summary>
internal readonly unsafe struct Part<L, T>(nuint offset, int count) : ICursor<L, T> where L : struct, ILane<L, T> where T : unmanaged, IFloatingPointIeee754<T>
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public L Read(in Pinned<T> o, int k) => L.LoadPart(o.Operand(k).Start + (offset & o.Operand(k).Reach), count);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Write(in Pinned<T> o, int k, L value) => L.StorePart(value, o.Operand(k).Start + offset, count);
}
