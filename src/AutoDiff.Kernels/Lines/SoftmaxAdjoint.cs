using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace AutoDiff.Kernels;

/// <summary>The reverse step of <see cref="Softmax"/>: one sum a line, then each number.</summary>
internal static class SoftmaxAdjoint
{
    /// <summary>Registers that are summed straight on.</summary>
    private const int Block = 32;

    /// <summary>target = x̄, or target += x̄, for the adjoint g of the result y.</summary>
    public static void Run<S, T>(ReadOnlySpan<T> g, ReadOnlySpan<T> y, int outer, int count, int inner, bool accumulate, Span<T> target)
        where S : struct, ISoftmax where T : unmanaged, IFloatingPointIeee754<T>
    {
        if (y.IsEmpty) return;
        if (Vector512.IsHardwareAccelerated && Vector512<T>.IsSupported) RunAt<S, Lane512<T>, T>(g, y, outer, count, inner, accumulate, target);
        else if (Vector256.IsHardwareAccelerated && Vector256<T>.IsSupported) RunAt<S, Lane256<T>, T>(g, y, outer, count, inner, accumulate, target);
        else RunAt<S, Lane128<T>, T>(g, y, outer, count, inner, accumulate, target);
    }

    private static void RunAt<S, L, T>(ReadOnlySpan<T> g, ReadOnlySpan<T> y, int outer, int count, int inner, bool accumulate, Span<T> target)
        where S : struct, ISoftmax where L : struct, ILane<L, T> where T : unmanaged, IFloatingPointIeee754<T>
    {
        for (var o = 0; o < outer; o++)
        {
            var start = (nint)o * count * inner;
            ref var adjoint = ref Unsafe.Add(ref MemoryMarshal.GetReference(g), start);
            ref var value = ref Unsafe.Add(ref MemoryMarshal.GetReference(y), start);
            ref var to = ref Unsafe.Add(ref MemoryMarshal.GetReference(target), start);
            if (inner == 1) Line<S, L, T>(ref adjoint, ref value, ref to, count, accumulate);
            else
            {
                for (var i = 0; i < inner; i += L.Width)
                    Lines<S, L, T>(ref Unsafe.Add(ref adjoint, i), ref Unsafe.Add(ref value, i), ref Unsafe.Add(ref to, i), count, inner, Math.Min(L.Width, inner - i), accumulate);
            }
        }
    }

    private static void Line<S, L, T>(ref T g, ref T y, ref T to, int count, bool accumulate)
        where S : struct, ISoftmax where L : struct, ILane<L, T> where T : unmanaged, IFloatingPointIeee754<T>
    {
        var sum = L.Zero;
        for (var start = 0; start < count; start += Block * L.Width)
        {
            var part = L.Zero;
            for (var i = start; i < Math.Min(count, start + Block * L.Width); i += L.Width) part += S.Term(Load<L, T>(ref g, i, count - i), Load<L, T>(ref y, i, count - i));
            sum += part;
        }

        var total = L.Fill(Partial.Fold<SumFold, L, T>(sum));
        for (var i = 0; i < count; i += L.Width) Put<S, L, T>(ref g, ref y, ref to, i, count - i, total, accumulate);
    }

    private static void Lines<S, L, T>(ref T g, ref T y, ref T to, int count, nint step, int lines, bool accumulate)
        where S : struct, ISoftmax where L : struct, ILane<L, T> where T : unmanaged, IFloatingPointIeee754<T>
    {
        var sum = L.Zero;
        for (var start = 0; start < count; start += Block)
        {
            var part = L.Zero;
            for (var c = start; c < Math.Min(count, start + Block); c++) part += S.Term(Load<L, T>(ref g, c * step, lines), Load<L, T>(ref y, c * step, lines));
            sum += part;
        }

        for (var c = 0; c < count; c++) Put<S, L, T>(ref g, ref y, ref to, c * step, lines, sum, accumulate);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Put<S, L, T>(ref T g, ref T y, ref T to, nint at, int count, L sum, bool accumulate)
        where S : struct, ISoftmax where L : struct, ILane<L, T> where T : unmanaged, IFloatingPointIeee754<T>
    {
        var adjoint = S.Adjoint(Load<L, T>(ref g, at, count), Load<L, T>(ref y, at, count), sum);
        if (accumulate) adjoint += Load<L, T>(ref to, at, count);
        Partial.Store(adjoint, ref Unsafe.Add(ref to, at), count);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static L Load<L, T>(ref T source, nint at, int count) where L : struct, ILane<L, T> where T : unmanaged, IFloatingPointIeee754<T>
        => Partial.Load<L, T>(ref Unsafe.Add(ref source, at), count, T.Zero);
}
