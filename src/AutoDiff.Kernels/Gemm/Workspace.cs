using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace AutoDiff.Kernels;

/// <summary>The memory a thread packs matrices into. It grows to the largest size asked for and stays.</summary>
internal static unsafe class Workspace
{
    private const int Alignment = 64;

    [ThreadStatic]
    private static byte[]? _buffer;

    /// <summary>Memory for <paramref name="count"/> elements, aligned to a cache line; valid until this thread asks again.</summary>
    public static T* Get<T>(nint count) where T : unmanaged
    {
        var bytes = count * sizeof(T) + Alignment;
        if (_buffer is null || _buffer.Length < bytes) _buffer = GC.AllocateUninitializedArray<byte>(checked((int)bytes), pinned: true);

        // A pinned array never moves, and the thread's field keeps it alive: its address is good for native-style access.
        var start = (nint)Unsafe.AsPointer(ref MemoryMarshal.GetArrayDataReference(_buffer));
        return (T*)((start + Alignment - 1) & ~(Alignment - 1));
    }
}
