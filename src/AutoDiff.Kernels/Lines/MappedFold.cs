using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace AutoDiff.Kernels;

/// <summary>Reduces the middle axis of contiguous data [outer, count, inner] by a mapped fold.</summary>
/// <remarks>
/// Pairwise and in a fixed order, like <see cref="Reduction"/>. Where the reduced numbers are not neighbours, neighbouring lines are
/// reduced together, a block of them at a time, so that partial results stay on the stack.
/// </remarks>
internal static class MappedFold
{
    /// <summary>Numbers of a line that are combined straight on.</summary>
    private const int LineBlock = 256;

    /// <summary>Rows that are combined straight on.</summary>
    private const int RowsBlock = 16;

    /// <summary>Neighbouring lines that are reduced together.</summary>
    private const int BlockLines = 64;

    /// <summary>target[o, i] = result of the terms of source[o, c, i] over c; count is at least 1.</summary>
    /// <param name="map">How numbers are mapped.</param>
    /// <param name="source">The data.</param>
    /// <param name="shifts">One for each line [outer, inner]; empty where the map has none.</param>
    /// <param name="outer">Length of the first axis.</param>
    /// <param name="count">Length of the reduced axis.</param>
    /// <param name="inner">Length of the last axis.</param>
    /// <param name="target">[outer, inner].</param>
    public static void Run<F, M, T>(M map, ReadOnlySpan<T> source, ReadOnlySpan<T> shifts, int outer, int count, int inner, Span<T> target)
        where F : struct, IFold where M : struct, IMappedFold where T : unmanaged, IFloatingPointIeee754<T>
    {
        if (target.IsEmpty) return;
        if (Vector512.IsHardwareAccelerated && Vector512<T>.IsSupported) RunAt<F, M, Lane512<T>, T>(map, source, shifts, outer, count, inner, target);
        else if (Vector256.IsHardwareAccelerated && Vector256<T>.IsSupported) RunAt<F, M, Lane256<T>, T>(map, source, shifts, outer, count, inner, target);
        else RunAt<F, M, Lane128<T>, T>(map, source, shifts, outer, count, inner, target);
    }

    internal static void RunAt<F, M, L, T>(M map, ReadOnlySpan<T> source, ReadOnlySpan<T> shifts, int outer, int count, int inner, Span<T> target)
        where F : struct, IFold where M : struct, IMappedFold where L : struct, ILane<L, T> where T : unmanaged, IFloatingPointIeee754<T>
    {
        Span<T> shift = stackalloc T[BlockLines];
        shift.Clear();
        for (var o = 0; o < outer; o++)
        {
            ref var data = ref Unsafe.Add(ref MemoryMarshal.GetReference(source), (nint)o * count * inner);
            if (inner == 1)
            {
                var own = shifts.IsEmpty ? T.Zero : shifts[o];
                var folded = Line<F, M, L, T>(map, ref data, count, own);
                target[o] = map.Result(new Number<T>(folded), new Number<T>(own)).Value;
                continue;
            }

            for (var i = 0; i < inner; i += BlockLines)
            {
                var lines = Math.Min(BlockLines, inner - i);
                var to = target.Slice(o * inner + i, lines);
                if (!shifts.IsEmpty) shifts.Slice(o * inner + i, lines).CopyTo(shift);
                Rows<F, M, L, T>(map, ref Unsafe.Add(ref data, i), inner, count, shift[..lines], to);
                for (var k = 0; k < lines; k++) to[k] = map.Result(new Number<T>(to[k]), new Number<T>(shift[k])).Value;
            }
        }
    }

    private static T Line<F, M, L, T>(M map, ref T data, int count, T shift)
        where F : struct, IFold where M : struct, IMappedFold where L : struct, ILane<L, T> where T : unmanaged, IFloatingPointIeee754<T>
    {
        if (count <= LineBlock) return LineEnd<F, M, L, T>(map, ref data, count, shift);

        // The cut depends on the length only: a multiple of the block, about half.
        var half = (count / LineBlock + 1) / 2 * LineBlock;
        return Combine<F, T>(Line<F, M, L, T>(map, ref data, half, shift), Line<F, M, L, T>(map, ref Unsafe.Add(ref data, half), count - half, shift));
    }

    [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization)]
    private static T LineEnd<F, M, L, T>(M map, ref T data, int count, T shift)
        where F : struct, IFold where M : struct, IMappedFold where L : struct, ILane<L, T> where T : unmanaged, IFloatingPointIeee754<T>
    {
        var i = 1;
        T result;
        if (count < 2 * L.Width) result = map.Term(new Number<T>(data), new Number<T>(shift)).Value;
        else
        {
            var fill = L.Fill(shift);
            var terms = map.Term(L.Load(ref data, 0), fill);
            for (i = L.Width; i + L.Width <= count; i += L.Width) terms = F.Combine(terms, map.Term(L.Load(ref data, (nuint)i), fill));
            result = RowEnd.Combine<F, L, T>(terms);
        }

        for (; i < count; i++) result = Combine<F, T>(result, map.Term(new Number<T>(Unsafe.Add(ref data, i)), new Number<T>(shift)).Value);
        return result;
    }

    private static void Rows<F, M, L, T>(M map, ref T data, nint step, int count, ReadOnlySpan<T> shift, Span<T> target)
        where F : struct, IFold where M : struct, IMappedFold where L : struct, ILane<L, T> where T : unmanaged, IFloatingPointIeee754<T>
    {
        if (count <= RowsBlock)
        {
            RowsEnd<F, M, L, T>(map, ref data, step, count, shift, target);
            return;
        }

        var half = (count / RowsBlock + 1) / 2 * RowsBlock;
        Span<T> rest = stackalloc T[BlockLines];
        rest = rest[..target.Length];
        Rows<F, M, L, T>(map, ref data, step, half, shift, target);
        Rows<F, M, L, T>(map, ref Unsafe.Add(ref data, half * step), step, count - half, shift, rest);
        for (var k = 0; k < target.Length; k++) target[k] = Combine<F, T>(target[k], rest[k]);
    }

    [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization)]
    private static void RowsEnd<F, M, L, T>(M map, ref T data, nint step, int count, ReadOnlySpan<T> shift, Span<T> target)
        where F : struct, IFold where M : struct, IMappedFold where L : struct, ILane<L, T> where T : unmanaged, IFloatingPointIeee754<T>
    {
        ref var shifts = ref MemoryMarshal.GetReference(shift);
        var whole = target.Length - target.Length % L.Width;
        for (var k = 0; k < whole; k += L.Width)
        {
            var own = L.Load(ref shifts, (nuint)k);
            var terms = map.Term(L.Load(ref data, (nuint)k), own);
            for (var c = 1; c < count; c++) terms = F.Combine(terms, map.Term(L.Load(ref Unsafe.Add(ref data, c * step), (nuint)k), own));
            L.Store(terms, ref MemoryMarshal.GetReference(target), (nuint)k);
        }

        for (var k = whole; k < target.Length; k++)
        {
            var own = new Number<T>(shift[k]);
            var terms = map.Term(new Number<T>(Unsafe.Add(ref data, k)), own);
            for (var c = 1; c < count; c++) terms = F.Combine(terms, map.Term(new Number<T>(Unsafe.Add(ref data, c * step + k)), own));
            target[k] = terms.Value;
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static T Combine<F, T>(T a, T b) where F : struct, IFold where T : unmanaged, IFloatingPointIeee754<T>
        => F.Combine(new Number<T>(a), new Number<T>(b)).Value;
}
