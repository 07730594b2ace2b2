using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace AutoDiff.Kernels;

/// <summary>The reverse step of <see cref="Softmax"/>: one sum a line, then each number.</summary>
internal static unsafe class SoftmaxAdjoint
{
    /// <summary>Numbers of a line that are summed straight on.</summary>
    private const int Block = 32;

    /// <summary>Neighbouring lines that are computed together: so much of every row is read in one go.</summary>
    private const int BlockLines = 128;

    /// <summary>target = x̄, or target += x̄, for the adjoint g of the result y.</summary>
    public static void Run<S, T>(ReadOnlySpan<T> g, ReadOnlySpan<T> y, int outer, int count, int inner, bool accumulate, Span<T> target)
        where S : struct, ISoftmax where T : unmanaged, IFloatingPointIeee754<T>
    {
        if (y.IsEmpty) return;
        if (inner == 1)
        {
            fixed (T* bar = g, value = y, to = target) RowLoop.Run<Row<S, T>, T>(new Row<S, T>(count, bar, value, accumulate, to), outer, count);
        }
        else if (Vector512.IsHardwareAccelerated && Vector512<T>.IsSupported) Columns<S, Lane512<T>, T>(g, y, outer, count, inner, accumulate, target);
        else if (Vector256.IsHardwareAccelerated && Vector256<T>.IsSupported) Columns<S, Lane256<T>, T>(g, y, outer, count, inner, accumulate, target);
        else Columns<S, Lane128<T>, T>(g, y, outer, count, inner, accumulate, target);
    }

    internal static void Columns<S, L, T>(ReadOnlySpan<T> g, ReadOnlySpan<T> y, int outer, int count, int inner, bool accumulate, Span<T> target)
        where S : struct, ISoftmax where L : struct, ILane<L, T> where T : unmanaged, IFloatingPointIeee754<T>
    {
        var states = stackalloc T[2 * BlockLines];
        fixed (T* bar = g, value = y, to = target)
        {
            for (var o = 0; o < outer; o++)
            {
                for (var i = 0; i < inner; i += BlockLines)
                {
                    var at = (nint)o * count * inner + i;
                    var lines = Math.Min(BlockLines, inner - i);
                    Sums<S, L, T>(bar + at, value + at, count, inner, lines, states, states + BlockLines);
                    Adjoints<S, L, T>(bar + at, value + at, to + at, count, inner, lines, states, accumulate);
                }
            }
        }
    }

    [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization)]
    private static void Sums<S, L, T>(T* g, T* y, int count, nint step, int lines, T* sum, T* part)
        where S : struct, ISoftmax where L : struct, ILane<L, T> where T : unmanaged, IFloatingPointIeee754<T>
    {
        new Span<T>(sum, BlockLines).Clear();
        for (var start = 0; start < count; start += Block)
        {
            new Span<T>(part, BlockLines).Clear();
            for (var c = start; c < Math.Min(count, start + Block); c++)
            {
                for (var k = 0; k < lines; k += L.Width)
                {
                    var used = Math.Min(L.Width, lines - k);
                    L.Store(L.Load(ref part[k], 0) + S.Term(L.LoadPart(g + c * step + k, used), L.LoadPart(y + c * step + k, used)), ref part[k], 0);
                }
            }

            for (var k = 0; k < lines; k += L.Width) L.Store(L.Load(ref sum[k], 0) + L.Load(ref part[k], 0), ref sum[k], 0);
        }
    }

    [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization)]
    private static void Adjoints<S, L, T>(T* g, T* y, T* to, int count, nint step, int lines, T* sum, bool accumulate)
        where S : struct, ISoftmax where L : struct, ILane<L, T> where T : unmanaged, IFloatingPointIeee754<T>
    {
        for (var c = 0; c < count; c++)
        {
            for (var k = 0; k < lines; k += L.Width)
            {
                var (at, used) = (c * step + k, Math.Min(L.Width, lines - k));
                var adjoint = S.Adjoint(L.LoadPart(g + at, used), L.LoadPart(y + at, used), L.Load(ref sum[k], 0));
                L.StorePart(accumulate ? L.LoadPart(to + at, used) + adjoint : adjoint, to + at, used);
            }
        }
    }

    internal readonly struct Row<S, T>(int count, T* g, T* y, bool accumulate, T* target) : IRowKernel<T> where S : struct, ISoftmax where T : unmanaged, IFloatingPointIeee754<T>
    {
        public void Run<L>(int row) where L : struct, ILane<L, T>
        {
            var at = (nint)row * count;
            var sum = RowPass.Sum<Term<S>, L, T>(count, g + at, y + at, null, T.Zero, T.Zero, null, T.Zero);
            RowPass.Sum<Sum<S>, L, T>(count, g + at, y + at, accumulate ? target + at : null, sum, T.Zero, target + at, T.Zero);
        }
    }

    /// <summary>What is summed of a = ȳ and b = y.</summary>
    private readonly struct Term<S> : IRowTerm where S : struct, ISoftmax
    {
        public static N At<N>(N a, N b, N c, N p, N q, N s, N t, out N stored) where N : struct, IReal<N> => stored = S.Term(a, b);
    }

    /// <summary>c + x̄ for a = ȳ, b = y and the sum p, stored.</summary>
    private readonly struct Sum<S> : IRowTerm where S : struct, ISoftmax
    {
        public static N At<N>(N a, N b, N c, N p, N q, N s, N t, out N stored) where N : struct, IReal<N> => stored = c + S.Adjoint(a, b, p);
    }
}
