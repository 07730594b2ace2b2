using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace AutoDiff.Kernels;

/// <summary>Adding to strided places: the adjoint of reading with strides.</summary>
internal static class StridedSum
{
    /// <summary>Adds elements in row-major order to strided places; a place that comes several times gets all of them, in order.</summary>
    /// <param name="source">The elements, one for each place.</param>
    /// <param name="lengths">Length of each axis.</param>
    /// <param name="strides">Stride of each axis in elements.</param>
    /// <param name="target">The place at index 0, ..., 0.</param>
    public static void Add<T>(ReadOnlySpan<T> source, ReadOnlySpan<int> lengths, ReadOnlySpan<int> strides, ref T target) where T : unmanaged, INumberBase<T>
    {
        if (source.IsEmpty) return;
        if (lengths.IsEmpty)
        {
            target += source[0];
            return;
        }

        var inner = source.Length / lengths[0];
        if (lengths.Length == 1) AddRun(source, ref target, strides[0]);
        else if (IsContiguous(lengths[1..], strides) && strides[0] >= 0) AddRun(source, ref target, 1);
        else
        {
            for (var i = 0; i < lengths[0]; i++) Add(source.Slice(i * inner, inner), lengths[1..], strides[1..], ref Unsafe.Add(ref target, (nint)i * strides[0]));
        }
    }

    /// <summary>True where all axes together are one run without gaps.</summary>
    private static bool IsContiguous(ReadOnlySpan<int> inner, ReadOnlySpan<int> strides)
    {
        var expected = 1;
        for (var axis = strides.Length - 1; axis >= 0; axis--)
        {
            if (strides[axis] != expected) return false;
            if (axis > 0) expected *= inner[axis - 1];
        }

        return true;
    }

    private static void AddRun<T>(ReadOnlySpan<T> source, ref T target, int stride) where T : unmanaged, INumberBase<T>
    {
        var i = 0;
        if (stride == 1 && Vector<T>.IsSupported)
        {
            ref var from = ref MemoryMarshal.GetReference(source);
            for (; i <= source.Length - Vector<T>.Count; i += Vector<T>.Count)
            {
                (Vector.LoadUnsafe(ref target, (nuint)i) + Vector.LoadUnsafe(ref from, (nuint)i)).StoreUnsafe(ref target, (nuint)i);
            }
        }

        for (; i < source.Length; i++) Unsafe.Add(ref target, (nint)i * stride) += source[i];
    }
}
