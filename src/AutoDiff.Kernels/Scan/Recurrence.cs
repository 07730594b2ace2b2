using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace AutoDiff.Kernels;

/// <summary>The linear recurrence of first order along the middle axis of contiguous data [outer, count, inner].</summary>
internal static class Recurrence
{
    /// <summary>h[c] = a[c] h[c-1] + b[c] with 0 before the first; from the end, h[c] = a[c] h[c+1] + b[c] with 0 after the last.</summary>
    public static void Run<T>(ReadOnlySpan<T> a, ReadOnlySpan<T> b, int outer, int count, int inner, bool fromEnd, Span<T> h) where T : unmanaged, IFloatingPointIeee754<T>
    {
        var step = fromEnd ? -inner : inner;
        for (var o = 0; o < outer; o++)
        {
            if (inner == 1)
            {
                Line(a.Slice(o * count, count), b.Slice(o * count, count), fromEnd, h.Slice(o * count, count));
                continue;
            }

            var at = (o * count + (fromEnd ? count - 1 : 0)) * inner;
            for (var c = 0; c < count; c++, at += step)
            {
                var row = h.Slice(at, inner);
                if (c == 0) b.Slice(at, inner).CopyTo(row);
                else Row(a.Slice(at, inner), h.Slice(at - step, inner), b.Slice(at, inner), row);
            }
        }
    }

    private static void Line<T>(ReadOnlySpan<T> a, ReadOnlySpan<T> b, bool fromEnd, Span<T> h) where T : unmanaged, IFloatingPointIeee754<T>
    {
        var last = T.Zero;
        if (fromEnd)
        {
            for (var c = h.Length - 1; c >= 0; c--) h[c] = last = c == h.Length - 1 ? b[c] : a[c] * last + b[c];
        }
        else
        {
            for (var c = 0; c < h.Length; c++) h[c] = last = c == 0 ? b[c] : a[c] * last + b[c];
        }
    }

    private static void Row<T>(ReadOnlySpan<T> a, ReadOnlySpan<T> before, ReadOnlySpan<T> b, Span<T> row) where T : unmanaged, IFloatingPointIeee754<T>
    {
        var i = 0;
        if (Vector<T>.IsSupported)
        {
            for (; i <= row.Length - Vector<T>.Count; i += Vector<T>.Count)
                (new Vector<T>(a[i..]) * new Vector<T>(before[i..]) + new Vector<T>(b[i..])).CopyTo(row[i..]);
        }

        for (; i < row.Length; i++) row[i] = a[i] * before[i] + b[i];
    }
}
