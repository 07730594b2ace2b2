using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace AutoDiff.Kernels;

/// <summary>Takes and adds slices of data [outer, length, inner] by an index of positions along the middle axis: look-ups in tables.</summary>
internal static class Slices
{
    /// <summary>target[o, k, i] = source[o, index[k], i].</summary>
    /// <returns>-1, or the place of the first index that lies outside the axis; nothing is written then.</returns>
    public static int Take<T>(ReadOnlySpan<T> source, int outer, int length, int inner, ReadOnlySpan<int> index, Span<T> target) where T : unmanaged
    {
        if (FirstOutside(index, length) is >= 0 and var outside) return outside;
        for (var o = 0; o < outer; o++)
        {
            var from = source.Slice(o * length * inner, length * inner);
            var to = target.Slice(o * index.Length * inner, index.Length * inner);
            if (inner == 1)
            {
                for (var k = 0; k < index.Length; k++) to[k] = from[index[k]];
                continue;
            }

            for (var k = 0; k < index.Length; k++) from.Slice(index[k] * inner, inner).CopyTo(to[(k * inner)..]);
        }

        return -1;
    }

    /// <summary>target[o, index[k], i] += source[o, k, i]; a slice that comes several times gets all of them, in order.</summary>
    /// <returns>-1, or the place of the first index that lies outside the axis; nothing is added then.</returns>
    public static int Add<T>(ReadOnlySpan<T> source, int outer, int length, int inner, ReadOnlySpan<int> index, Span<T> target) where T : unmanaged, INumberBase<T>
    {
        if (FirstOutside(index, length) is >= 0 and var outside) return outside;
        for (var o = 0; o < outer; o++)
        {
            var from = source.Slice(o * index.Length * inner, index.Length * inner);
            var to = target.Slice(o * length * inner, length * inner);
            if (inner == 1)
            {
                for (var k = 0; k < index.Length; k++) to[index[k]] += from[k];
                continue;
            }

            for (var k = 0; k < index.Length; k++) AddRun(from.Slice(k * inner, inner), to.Slice(index[k] * inner, inner));
        }

        return -1;
    }

    /// <summary>The place of the first index that is not a position of an axis; -1 if all are.</summary>
    public static int FirstOutside(ReadOnlySpan<int> index, int length)
    {
        // Read as unsigned, negative numbers lie above every length.
        var unsigned = MemoryMarshal.Cast<int, uint>(index);
        var limit = new Vector<uint>((uint)length);
        var k = 0;
        while (k <= unsigned.Length - Vector<uint>.Count && Vector.LessThanAll(new Vector<uint>(unsigned[k..]), limit)) k += Vector<uint>.Count;
        for (; k < unsigned.Length; k++)
        {
            if (unsigned[k] >= (uint)length) return k;
        }

        return -1;
    }

    private static void AddRun<T>(ReadOnlySpan<T> source, Span<T> target) where T : unmanaged, INumberBase<T>
    {
        ref var from = ref MemoryMarshal.GetReference(source);
        ref var to = ref MemoryMarshal.GetReference(target);
        var i = 0;
        if (Vector<T>.IsSupported)
        {
            for (; i <= source.Length - Vector<T>.Count; i += Vector<T>.Count)
                (Vector.LoadUnsafe(ref to, (nuint)i) + Vector.LoadUnsafe(ref from, (nuint)i)).StoreUnsafe(ref to, (nuint)i);
        }

        for (; i < source.Length; i++) Unsafe.Add(ref to, i) += Unsafe.Add(ref from, i);
    }
}
