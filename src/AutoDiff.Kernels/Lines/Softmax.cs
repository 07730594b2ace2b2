using System.Runtime.CompilerServices;
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

    /// <summary>Neighbouring lines that are computed together: so much of every row is read in one go.</summary>
    private const int BlockLines = 128;

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
        var states = stackalloc T[3 * BlockLines];
        fixed (T* from = source, to = target)
        {
            for (var o = 0; o < outer; o++)
            {
                for (var i = 0; i < inner; i += BlockLines)
                {
                    var at = (nint)o * count * inner + i;
                    var lines = Math.Min(BlockLines, inner - i);
                    Sums<L, T>(from + at, count, inner, lines, states, states + BlockLines, states + 2 * BlockLines);
                    Values<S, L, T>(from + at, to + at, count, inner, lines, states, states + BlockLines);
                }
            }
        }
    }

    /// <summary>For each of some neighbouring lines the number that is taken off, and the sum of the exponentials.</summary>
    [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization)]
    private static void Sums<L, T>(T* from, int count, nint step, int lines, T* shift, T* sum, T* part) where L : struct, ILane<L, T> where T : unmanaged, IFloatingPointIeee754<T>
    {
        new Span<T>(shift, BlockLines).Fill(T.NegativeInfinity);
        new Span<T>(sum, BlockLines).Clear();
        for (var c = 0; c < count; c++)
        {
            for (var k = 0; k < lines; k += L.Width) L.Store(L.Max(L.Load(ref shift[k], 0), L.LoadPart(from + c * step + k, Math.Min(L.Width, lines - k))), ref shift[k], 0);
        }

        for (var k = 0; k < lines; k += L.Width)
        {
            var largest = L.Load(ref shift[k], 0);
            L.Store(L.SelectEqual(L.Abs(largest), L.From(double.PositiveInfinity), L.Zero, largest), ref shift[k], 0);
        }

        for (var start = 0; start < count; start += Block)
        {
            new Span<T>(part, BlockLines).Clear();
            for (var c = start; c < Math.Min(count, start + Block); c++)
            {
                for (var k = 0; k < lines; k += L.Width)
                {
                    var e = L.Exp(L.LoadPart(from + c * step + k, Math.Min(L.Width, lines - k)) - L.Load(ref shift[k], 0));
                    L.Store(L.Load(ref part[k], 0) + e, ref part[k], 0);
                }
            }

            for (var k = 0; k < lines; k += L.Width) L.Store(L.Load(ref sum[k], 0) + L.Load(ref part[k], 0), ref sum[k], 0);
        }
    }

    [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization)]
    private static void Values<S, L, T>(T* from, T* to, int count, nint step, int lines, T* shift, T* sum)
        where S : struct, ISoftmax where L : struct, ILane<L, T> where T : unmanaged, IFloatingPointIeee754<T>
    {
        for (var k = 0; k < lines; k += L.Width) L.Store(S.Norm(L.Load(ref sum[k], 0)), ref sum[k], 0);
        for (var c = 0; c < count; c++)
        {
            for (var k = 0; k < lines; k += L.Width)
            {
                var used = Math.Min(L.Width, lines - k);
                L.StorePart(S.Value(L.LoadPart(from + c * step + k, used) - L.Load(ref shift[k], 0), L.Load(ref sum[k], 0)), to + c * step + k, used);
            }
        }
    }

    internal readonly struct Row<S, T>(int count, T* source, T* target) : IRowKernel<T> where S : struct, ISoftmax where T : unmanaged, IFloatingPointIeee754<T>
    {
        public void Run<L>(int row) where L : struct, ILane<L, T>
        {
            var from = source + (nint)row * count;
            var largest = RowPass.Max<L, T>(count, from);
            var shift = T.IsInfinity(largest) ? T.Zero : largest;
            var sum = RowPass.Sum<Exponential, L, T>(count, from, null, null, shift, T.Zero, null, T.NegativeInfinity);
            RowPass.Sum<Valued<S>, L, T>(count, from, null, null, shift, S.Norm(new Number<T>(sum)).Value, target + (nint)row * count, T.Zero);
        }
    }

    /// <summary>exp(a - p), summed.</summary>
    private readonly struct Exponential : IRowTerm
    {
        public static N At<N>(N a, N b, N c, N p, N q, N s, N t, out N stored) where N : struct, IReal<N> => stored = N.Exp(a - p);
    }

    /// <summary>y for a - p with the norm q, stored.</summary>
    private readonly struct Valued<S> : IRowTerm where S : struct, ISoftmax
    {
        public static N At<N>(N a, N b, N c, N p, N q, N s, N t, out N stored) where N : struct, IReal<N> => stored = S.Value(a - p, q);
    }
}
