using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace AutoDiff.Kernels;

/// <summary>Softmax along the middle axis of contiguous data [outer, count, inner], forward and reverse: passes over a line, or over neighbouring lines together, while they are in the cache.</summary>
/// <remarks>
/// The largest number of a line is taken off first, so nothing overflows; where it is infinite, nothing is taken off, since ∞ - ∞ would be NaN.
/// Sums run over blocks and then over the blocks' sums.
/// </remarks>
internal static unsafe class Softmax
{
    /// <summary>Numbers of a line that are summed straight on.</summary>
    private const int Block = 32;

    /// <summary>target = softmax of the source, or its logarithm.</summary>
    public static void Run<S, T>(ReadOnlySpan<T> source, int outer, int count, int inner, Span<T> target)
        where S : struct, ISoftmax where T : unmanaged, IFloatingPointIeee754<T>
    {
        if (source.IsEmpty) return;
        if (inner == 1)
        {
            fixed (T* from = source, to = target) RowLoop.Run<Row<S, T>, T>(new Row<S, T>(count, from, to), outer, count);
        }
        else if (Vector512.IsHardwareAccelerated && Vector512<T>.IsSupported) Columns<S, Lane512<T>, T>(source, outer, count, inner, target);
        else if (Vector256.IsHardwareAccelerated && Vector256<T>.IsSupported) Columns<S, Lane256<T>, T>(source, outer, count, inner, target);
        else Columns<S, Lane128<T>, T>(source, outer, count, inner, target);
    }

    internal static void Columns<S, L, T>(ReadOnlySpan<T> source, int outer, int count, int inner, Span<T> target)
        where S : struct, ISoftmax where L : struct, ILane<L, T> where T : unmanaged, IFloatingPointIeee754<T>
    {
        for (var o = 0; o < outer; o++)
        {
            for (var i = 0; i < inner; i += L.Width)
            {
                var at = (nint)o * count * inner + i;
                ref var from = ref Unsafe.Add(ref MemoryMarshal.GetReference(source), at);
                ref var to = ref Unsafe.Add(ref MemoryMarshal.GetReference(target), at);
                if (i + L.Width <= inner) Lines<S, Whole, L, T>(ref from, ref to, count, inner, L.Width);
                else Lines<S, Partial, L, T>(ref from, ref to, count, inner, inner - i);
            }
        }
    }

    /// <summary>As many neighbouring lines as a register holds, or fewer.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Lines<S, E, L, T>(ref T from, ref T to, int count, nint step, int lines)
        where S : struct, ISoftmax where E : struct, IExtent where L : struct, ILane<L, T> where T : unmanaged, IFloatingPointIeee754<T>
    {
        var largest = L.Fill(T.NegativeInfinity);
        for (var c = 0; c < count; c++) largest = L.Max(largest, E.Load<L, T>(ref Unsafe.Add(ref from, c * step), lines));
        var shift = L.Select(L.IsEqual(L.Abs(largest), L.From(double.PositiveInfinity)), L.Zero, largest);
        var sum = L.Zero;
        for (var start = 0; start < count; start += Block)
        {
            var part = L.Zero;
            for (var c = start; c < Math.Min(count, start + Block); c++) part += L.Exp(E.Load<L, T>(ref Unsafe.Add(ref from, c * step), lines) - shift);
            sum += part;
        }

        var norm = S.Norm(sum);
        for (var c = 0; c < count; c++) E.Store(S.Value(E.Load<L, T>(ref Unsafe.Add(ref from, c * step), lines) - shift, norm), ref Unsafe.Add(ref to, c * step), lines);
    }

    internal readonly struct Row<S, T>(int count, T* source, T* target) : IRowKernel<T> where S : struct, ISoftmax where T : unmanaged, IFloatingPointIeee754<T>
    {
        public void Run<L>(int row) where L : struct, ILane<L, T>
        {
            var from = source + (nint)row * count;
            var largest = RowPass.Max<L, T>(count, from);
            var shift = T.IsInfinity(largest) ? T.Zero : largest;
            var sum = RowPass.Sum<Exponential, L, T>(count, from, null, null, shift, T.Zero, null, T.NegativeInfinity);
            RowPass.Sum<Values<S>, L, T>(count, from, null, null, shift, S.Norm(new Number<T>(sum)).Value, target + (nint)row * count, T.Zero);
        }
    }

    /// <summary>exp(a - p), summed.</summary>
    private readonly struct Exponential : IRowTerm
    {
        public static N At<N>(N a, N b, N c, N p, N q, N s, N t, out N stored) where N : struct, IReal<N> => stored = N.Exp(a - p);
    }

    /// <summary>y for a - p with the norm q, stored.</summary>
    private readonly struct Values<S> : IRowTerm where S : struct, ISoftmax
    {
        public static N At<N>(N a, N b, N c, N p, N q, N s, N t, out N stored) where N : struct, IReal<N> => stored = S.Value(a - p, q);
    }
}
