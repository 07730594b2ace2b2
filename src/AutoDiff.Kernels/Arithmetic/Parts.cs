using System.Diagnostics;

namespace AutoDiff.Kernels;

/// <summary>Registers that are not full, for hardware that cannot mask memory accesses.</summary>
internal static unsafe class Parts
{
    public static L Load<L, T>(T* source, int count) where L : struct, ILane<L, T> where T : unmanaged, IFloatingPointIeee754<T>
    {
        Debug.Assert(count <= L.Width);
        var numbers = stackalloc T[L.Width];
        for (var i = 0; i < L.Width; i++) numbers[i] = i < count ? source[i] : T.Zero;
        return L.Load(ref *numbers, 0);
    }

    public static void Store<L, T>(L value, T* target, int count) where L : struct, ILane<L, T> where T : unmanaged, IFloatingPointIeee754<T>
    {
        Debug.Assert(count <= L.Width);
        var numbers = stackalloc T[L.Width];
        L.Store(value, ref *numbers, 0);
        for (var i = 0; i < count; i++) target[i] = numbers[i];
    }
}
