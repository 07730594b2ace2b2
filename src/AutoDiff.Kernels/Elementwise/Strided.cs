using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace AutoDiff.Kernels;

/// <summary>Reading strided data in logical (row-major) order.</summary>
internal static class Strided
{
    /// <summary>Copies the elements <paramref name="start"/> to start + target.Length - 1, in row-major order, of strided data.</summary>
    /// <param name="source">The element at index 0, ..., 0.</param>
    /// <param name="lengths">Length of each axis.</param>
    /// <param name="strides">Stride of each axis in elements; 0 repeats, negative runs backwards.</param>
    /// <param name="start">The first element, counted in row-major order.</param>
    /// <param name="target">Where the elements go.</param>
    public static void Gather<T>(ref T source, ReadOnlySpan<int> lengths, ReadOnlySpan<int> strides, int start, Span<T> target)
    {
        if (target.IsEmpty) return;
        if (lengths.IsEmpty)
        {
            target[0] = source;
            return;
        }

        var last = lengths.Length - 1;
        Span<int> index = stackalloc int[lengths.Length];
        nint offset = 0;
        var rest = start;
        for (var axis = last; axis >= 0; axis--)
        {
            (rest, index[axis]) = Math.DivRem(rest, lengths[axis]);
            offset += (nint)index[axis] * strides[axis];
        }

        var inner = strides[last];
        var done = 0;
        while (true)
        {
            var run = Math.Min(lengths[last] - index[last], target.Length - done);
            CopyRun(ref Unsafe.Add(ref source, offset), inner, target.Slice(done, run));
            done += run;
            if (done == target.Length) return;

            // The run ended with its axis: carry into the axes before it.
            offset -= (nint)index[last] * inner;
            index[last] = 0;
            for (var axis = last - 1; ; axis--)
            {
                offset += strides[axis];
                if (++index[axis] < lengths[axis]) break;
                offset -= (nint)lengths[axis] * strides[axis];
                index[axis] = 0;
            }
        }
    }

    /// <summary>Writes elements in row-major order to strided places: the inverse of <see cref="Gather"/> over the whole.</summary>
    /// <param name="source">The elements, one for each place.</param>
    /// <param name="lengths">Length of each axis.</param>
    /// <param name="strides">Stride of each axis in elements.</param>
    /// <param name="target">The place at index 0, ..., 0.</param>
    public static void Scatter<T>(ReadOnlySpan<T> source, ReadOnlySpan<int> lengths, ReadOnlySpan<int> strides, ref T target)
    {
        if (lengths.IsEmpty)
        {
            target = source[0];
            return;
        }

        var inner = source.Length / lengths[0];
        for (var i = 0; i < lengths[0]; i++)
        {
            ref var place = ref Unsafe.Add(ref target, (nint)i * strides[0]);
            if (lengths.Length == 1) place = source[i];
            else if (lengths.Length == 2 && strides[1] == 1) source.Slice(i * inner, inner).CopyTo(MemoryMarshal.CreateSpan(ref place, inner));
            else Scatter(source.Slice(i * inner, inner), lengths[1..], strides[1..], ref place);
        }
    }

    private static void CopyRun<T>(ref T source, int stride, Span<T> target)
    {
        if (stride == 1) MemoryMarshal.CreateReadOnlySpan(ref source, target.Length).CopyTo(target);
        else if (stride == 0) target.Fill(source);
        else
        {
            for (var i = 0; i < target.Length; i++) target[i] = Unsafe.Add(ref source, (nint)i * stride);
        }
    }
}
