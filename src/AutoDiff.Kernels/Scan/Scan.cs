using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace AutoDiff.Kernels;

/// <summary>Scans the middle axis of contiguous data [outer, count, inner].</summary>
internal static class Scan
{
    /// <summary>Neighbouring lines that are scanned together: their states stay in the first-level cache.</summary>
    private const int BlockLines = 256;

    /// <summary>target[o, c, i] = scan over source[o, 0..c, i], or over c..count - 1 from the end.</summary>
    public static void Run<S, T>(ReadOnlySpan<T> source, int outer, int count, int inner, bool fromEnd, Span<T> target)
        where S : struct, IScan where T : unmanaged, IFloatingPointIeee754<T>
    {
        if (source.IsEmpty) return;
        if (Vector512.IsHardwareAccelerated && Vector512<T>.IsSupported) RunAt<S, Lane512<T>, T>(source, outer, count, inner, fromEnd, target);
        else if (Vector256.IsHardwareAccelerated && Vector256<T>.IsSupported) RunAt<S, Lane256<T>, T>(source, outer, count, inner, fromEnd, target);
        else RunAt<S, Lane128<T>, T>(source, outer, count, inner, fromEnd, target);
    }

    private static void RunAt<S, L, T>(ReadOnlySpan<T> source, int outer, int count, int inner, bool fromEnd, Span<T> target)
        where S : struct, IScan where L : struct, ILane<L, T> where T : unmanaged, IFloatingPointIeee754<T>
    {
        // Going backwards is going forwards from the last row by negative steps.
        nint first = fromEnd ? (count - 1) * (nint)inner : 0;
        nint step = fromEnd ? -inner : inner;
        Span<T> states = stackalloc T[2 * BlockLines];
        for (var o = 0; o < outer; o++)
        {
            ref var from = ref Unsafe.Add(ref MemoryMarshal.GetReference(source), (nint)o * count * inner + first);
            ref var to = ref Unsafe.Add(ref MemoryMarshal.GetReference(target), (nint)o * count * inner + first);
            var whole = inner - inner % L.Width;
            for (var i = 0; i < whole; i += BlockLines)
                Lines<S, L, T>(ref Unsafe.Add(ref from, i), ref Unsafe.Add(ref to, i), count, step, Math.Min(BlockLines, whole - i), states);
            for (var i = whole; i < inner; i++) Line<S, T>(ref Unsafe.Add(ref from, i), ref Unsafe.Add(ref to, i), count, step);
        }
    }

    private static void Lines<S, L, T>(ref T from, ref T to, int count, nint step, int lines, Span<T> states)
        where S : struct, IScan where L : struct, ILane<L, T> where T : unmanaged, IFloatingPointIeee754<T>
    {
        ref var first = ref MemoryMarshal.GetReference(states);
        ref var second = ref Unsafe.Add(ref first, BlockLines);
        states[..lines].Fill(T.CreateTruncating(S.Start.A));
        states.Slice(BlockLines, lines).Fill(T.CreateTruncating(S.Start.B));
        for (var c = 0; c < count; c++)
        {
            for (nuint i = 0; i < (nuint)lines; i += (nuint)L.Width)
            {
                var (a, b) = (L.Load(ref first, i), L.Load(ref second, i));
                L.Store(S.Next(ref a, ref b, L.Load(ref from, i)), ref to, i);
                L.Store(a, ref first, i);
                L.Store(b, ref second, i);
            }

            from = ref Unsafe.Add(ref from, step);
            to = ref Unsafe.Add(ref to, step);
        }
    }

    private static void Line<S, T>(ref T from, ref T to, int count, nint step) where S : struct, IScan where T : unmanaged, IFloatingPointIeee754<T>
    {
        var (a, b) = (Number<T>.From(S.Start.A), Number<T>.From(S.Start.B));
        for (var c = 0; c < count; c++)
            Unsafe.Add(ref to, c * step) = S.Next(ref a, ref b, new Number<T>(Unsafe.Add(ref from, c * step))).Value;
    }
}
