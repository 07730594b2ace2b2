using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace AutoDiff.Kernels;

/// <summary>Softmax along the middle axis of contiguous data [outer, count, inner], forward and reverse, a line at a time while it is in the cache.</summary>
/// <remarks>
/// The largest number of a line is taken off first, so nothing overflows; where it is infinite, nothing is taken off, since ∞ - ∞ would be NaN.
/// Sums run over blocks of registers and then over the blocks. The end of a line is padded with -∞, whose exponential is 0.
/// </remarks>
internal static class Softmax
{
    /// <summary>Registers that are summed straight on.</summary>
    private const int Block = 32;

    /// <summary>target = softmax of the source, or its logarithm.</summary>
    public static void Run<S, T>(ReadOnlySpan<T> source, int outer, int count, int inner, Span<T> target)
        where S : struct, ISoftmax where T : unmanaged, IFloatingPointIeee754<T>
    {
        if (source.IsEmpty) return;
        if (Vector512.IsHardwareAccelerated && Vector512<T>.IsSupported) RunAt<S, Lane512<T>, T>(source, outer, count, inner, target);
        else if (Vector256.IsHardwareAccelerated && Vector256<T>.IsSupported) RunAt<S, Lane256<T>, T>(source, outer, count, inner, target);
        else RunAt<S, Lane128<T>, T>(source, outer, count, inner, target);
    }

    private static void RunAt<S, L, T>(ReadOnlySpan<T> source, int outer, int count, int inner, Span<T> target)
        where S : struct, ISoftmax where L : struct, ILane<L, T> where T : unmanaged, IFloatingPointIeee754<T>
    {
        for (var o = 0; o < outer; o++)
        {
            ref var from = ref Unsafe.Add(ref MemoryMarshal.GetReference(source), (nint)o * count * inner);
            ref var to = ref Unsafe.Add(ref MemoryMarshal.GetReference(target), (nint)o * count * inner);
            if (inner == 1) Line<S, L, T>(ref from, ref to, count);
            else
            {
                for (var i = 0; i < inner; i += L.Width)
                    Lines<S, L, T>(ref Unsafe.Add(ref from, i), ref Unsafe.Add(ref to, i), count, inner, Math.Min(L.Width, inner - i));
            }
        }
    }

    private static void Line<S, L, T>(ref T from, ref T to, int count)
        where S : struct, ISoftmax where L : struct, ILane<L, T> where T : unmanaged, IFloatingPointIeee754<T>
    {
        var largest = L.Fill(T.NegativeInfinity);
        for (var i = 0; i < count; i += L.Width) largest = L.Max(largest, Partial.Load<L, T>(ref Unsafe.Add(ref from, i), count - i, T.NegativeInfinity));
        var shift = Shift(L.Fill(Partial.Fold<MaxFold, L, T>(largest)));
        var sum = L.Zero;
        for (var start = 0; start < count; start += Block * L.Width)
        {
            var part = L.Zero;
            for (var i = start; i < Math.Min(count, start + Block * L.Width); i += L.Width)
                part += L.Exp(Partial.Load<L, T>(ref Unsafe.Add(ref from, i), count - i, T.NegativeInfinity) - shift);
            sum += part;
        }

        var norm = S.Norm(L.Fill(Partial.Fold<SumFold, L, T>(sum)));
        for (var i = 0; i < count; i += L.Width)
            Partial.Store(S.Value(Partial.Load<L, T>(ref Unsafe.Add(ref from, i), count - i, T.NegativeInfinity) - shift, norm), ref Unsafe.Add(ref to, i), count - i);
    }

    private static void Lines<S, L, T>(ref T from, ref T to, int count, nint step, int lines)
        where S : struct, ISoftmax where L : struct, ILane<L, T> where T : unmanaged, IFloatingPointIeee754<T>
    {
        var largest = L.Fill(T.NegativeInfinity);
        for (var c = 0; c < count; c++) largest = L.Max(largest, Partial.Load<L, T>(ref Unsafe.Add(ref from, c * step), lines, T.Zero));
        var shift = Shift(largest);
        var sum = L.Zero;
        for (var start = 0; start < count; start += Block)
        {
            var part = L.Zero;
            for (var c = start; c < Math.Min(count, start + Block); c++) part += L.Exp(Partial.Load<L, T>(ref Unsafe.Add(ref from, c * step), lines, T.Zero) - shift);
            sum += part;
        }

        var norm = S.Norm(sum);
        for (var c = 0; c < count; c++)
            Partial.Store(S.Value(Partial.Load<L, T>(ref Unsafe.Add(ref from, c * step), lines, T.Zero) - shift, norm), ref Unsafe.Add(ref to, c * step), lines);
    }

    private static L Shift<L>(L largest) where L : IReal<L> => L.Select(L.IsEqual(L.Abs(largest), L.From(double.PositiveInfinity)), L.Zero, largest);
}
