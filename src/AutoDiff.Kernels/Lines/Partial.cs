using System.Runtime.InteropServices;

namespace AutoDiff.Kernels;

/// <summary>Registers that are filled in part: the end of a line.</summary>
internal static class Partial
{
    /// <summary>The numbers at the start of <paramref name="source"/>, as many as there are, and a padding after them.</summary>
    public static L Load<L, T>(ref T source, int count, T padding) where L : struct, ILane<L, T> where T : unmanaged, IFloatingPointIeee754<T>
    {
        if (count >= L.Width) return L.Load(ref source, 0);
        Span<T> register = stackalloc T[L.Width];
        MemoryMarshal.CreateReadOnlySpan(ref source, count).CopyTo(register);
        register[count..].Fill(padding);
        return L.Load(ref MemoryMarshal.GetReference(register), 0);
    }

    /// <summary>Writes the first numbers of a register, as many as there is room for.</summary>
    public static void Store<L, T>(L value, ref T target, int count) where L : struct, ILane<L, T> where T : unmanaged, IFloatingPointIeee754<T>
    {
        if (count >= L.Width)
        {
            L.Store(value, ref target, 0);
            return;
        }

        Span<T> register = stackalloc T[L.Width];
        L.Store(value, ref MemoryMarshal.GetReference(register), 0);
        register[..count].CopyTo(MemoryMarshal.CreateSpan(ref target, count));
    }

    /// <summary>Combines the numbers of a register to one, halves with halves.</summary>
    public static T Fold<F, L, T>(L register) where F : struct, IFold where L : struct, ILane<L, T> where T : unmanaged, IFloatingPointIeee754<T>
    {
        Span<T> lanes = stackalloc T[L.Width];
        L.Store(register, ref MemoryMarshal.GetReference(lanes), 0);
        for (var width = L.Width / 2; width > 0; width /= 2)
        {
            for (var k = 0; k < width; k++) lanes[k] = F.Combine(new Number<T>(lanes[k]), new Number<T>(lanes[k + width])).Value;
        }

        return lanes[0];
    }
}
