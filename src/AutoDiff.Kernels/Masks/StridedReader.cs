using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace AutoDiff.Kernels;

/// <summary>Reads elements in row-major order, block by block, whatever their strides.</summary>
/// <param name="first">The element at index 0, ..., 0.</param>
/// <param name="lengths">Length of each axis.</param>
/// <param name="strides">Stride of each axis in elements, 0 where it is broadcast; empty for contiguous elements.</param>
internal readonly ref struct StridedReader<T>(ref T first, ReadOnlySpan<int> lengths, ReadOnlySpan<int> strides) where T : unmanaged
{
    /// <summary>Elements of a block that is gathered: it stays in the first-level cache.</summary>
    public const int BlockLength = 512;

    private readonly ref T _first = ref first;
    private readonly ReadOnlySpan<int> _lengths = lengths;
    private readonly ReadOnlySpan<int> _strides = strides;

    /// <summary>True where a block of any length can be had without a copy.</summary>
    public bool IsContiguous => _strides.IsEmpty;

    /// <summary>The elements from <paramref name="start"/> on, as many as there are in the buffer, which is used where they must be gathered.</summary>
    public ReadOnlySpan<T> Read(int start, Span<T> buffer)
    {
        if (IsContiguous) return Read(start, buffer.Length);
        Strided.Gather(ref _first, _lengths, _strides, start, buffer);
        return buffer;
    }

    /// <summary>The elements from <paramref name="start"/> on, where they are contiguous.</summary>
    public ReadOnlySpan<T> Read(int start, int length) => MemoryMarshal.CreateReadOnlySpan(ref Unsafe.Add(ref _first, start), length);
}
