using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace AutoDiff;

/// <summary>Arrays of the garbage collector for what lives long and is computed with often: they do not move, and what is used of them starts at a cache line.</summary>
internal static class AlignedArray
{
    private const int Alignment = 64;

    /// <summary>An array with room for <paramref name="length"/> elements from the returned offset on.</summary>
    public static unsafe (T[] Array, int Offset) New<T>(int length) where T : unmanaged
    {
        var array = GC.AllocateArray<T>(length + Alignment / sizeof(T), pinned: true);
        var start = (nint)Unsafe.AsPointer(ref MemoryMarshal.GetArrayDataReference(array));
        return (array, (int)((Alignment - start % Alignment) % Alignment / sizeof(T)));
    }
}
