using System.Runtime.InteropServices;

namespace AutoDiff.Kernels;

/// <summary>Memory for one computation on a matrix, given back at its end.</summary>
/// <remarks>Native memory: it does not move, so pieces of it go to the matrix product as they are, and it leaves nothing to the collector.</remarks>
internal readonly unsafe ref struct Scratch<T> : IDisposable where T : unmanaged
{
    private const int Alignment = 64;

    /// <summary>Takes memory for <paramref name="count"/> elements, aligned to a cache line, with undefined contents.</summary>
    public Scratch(nint count) => Start = (T*)NativeMemory.AlignedAlloc((nuint)Math.Max(1, count) * (nuint)sizeof(T), Alignment);

    /// <summary>The first element.</summary>
    public T* Start { get; }

    /// <summary>Gives the memory back.</summary>
    public void Dispose() => NativeMemory.AlignedFree(Start);
}
