using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace AutoDiff.Kernels;

/// <summary>The memory of a thread for convolutions. It grows to the largest size asked for and stays.</summary>
internal static unsafe class Scratch
{
    private const int Alignment = 64;

    [ThreadStatic]
    private static byte[]? _shared;

    [ThreadStatic]
    private static byte[]? _own;

    /// <summary>Memory for what the calling thread prepares for all pieces; valid until it asks again.</summary>
    public static T* Shared<T>(nint count) where T : unmanaged => Get<T>(ref _shared, count);

    /// <summary>Memory for the piece that the calling thread works on; valid until it asks again.</summary>
    public static T* Own<T>(nint count) where T : unmanaged => Get<T>(ref _own, count);

    private static T* Get<T>(ref byte[]? buffer, nint count) where T : unmanaged
    {
        var bytes = count * sizeof(T) + Alignment;
        if (buffer is null || buffer.Length < bytes) buffer = GC.AllocateUninitializedArray<byte>(checked((int)bytes), pinned: true);

        // A pinned array never moves, and the thread's field keeps it alive.
        var start = (nint)Unsafe.AsPointer(ref MemoryMarshal.GetArrayDataReference(buffer));
        return (T*)((start + Alignment - 1) & ~(Alignment - 1));
    }
}
