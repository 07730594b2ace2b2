using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace AutoDiff.Kernels;

/// <summary>The reverse step of <see cref="Softmax"/>: one sum a line, then each number.</summary>
internal static unsafe class SoftmaxAdjoint
{
    /// <summary>Numbers of a line that are summed straight on.</summary>
    private const int Block = 32;

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
        for (var o = 0; o < outer; o++)
        {
            for (var i = 0; i < inner; i += L.Width)
            {
                var at = (nint)o * count * inner + i;
                ref var bar = ref Unsafe.Add(ref MemoryMarshal.GetReference(g), at);
                ref var value = ref Unsafe.Add(ref MemoryMarshal.GetReference(y), at);
                ref var to = ref Unsafe.Add(ref MemoryMarshal.GetReference(target), at);
                if (i + L.Width <= inner) Lines<S, Whole, L, T>(ref bar, ref value, ref to, count, inner, L.Width, accumulate);
                else Lines<S, Partial, L, T>(ref bar, ref value, ref to, count, inner, inner - i, accumulate);
            }
        }
    }

    /// <summary>As many neighbouring lines as a register holds, or fewer.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Lines<S, E, L, T>(ref T g, ref T y, ref T to, int count, nint step, int lines, bool accumulate)
        where S : struct, ISoftmax where E : struct, IExtent where L : struct, ILane<L, T> where T : unmanaged, IFloatingPointIeee754<T>
    {
        var sum = L.Zero;
        for (var start = 0; start < count; start += Block)
        {
            var part = L.Zero;
            for (var c = start; c < Math.Min(count, start + Block); c++) part += S.Term(E.Load<L, T>(ref Unsafe.Add(ref g, c * step), lines), E.Load<L, T>(ref Unsafe.Add(ref y, c * step), lines));
            sum += part;
        }

        for (var c = 0; c < count; c++)
        {
            ref var place = ref Unsafe.Add(ref to, c * step);
            var adjoint = S.Adjoint(E.Load<L, T>(ref Unsafe.Add(ref g, c * step), lines), E.Load<L, T>(ref Unsafe.Add(ref y, c * step), lines), sum);
            E.Store(accumulate ? E.Load<L, T>(ref place, lines) + adjoint : adjoint, ref place, lines);
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
