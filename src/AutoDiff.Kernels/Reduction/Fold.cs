using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace AutoDiff.Kernels;

/// <summary>An associative and commutative operation by which many numbers become one.</summary>
internal interface IFold
{
    static abstract N Combine<N>(N a, N b) where N : IReal<N>;
}

/// <summary>Sum.</summary>
internal readonly struct SumFold : IFold
{
    public static N Combine<N>(N a, N b) where N : IReal<N> => a + b;
}

/// <summary>Maximum; NaN if any is NaN.</summary>
internal readonly struct MaxFold : IFold
{
    public static N Combine<N>(N a, N b) where N : IReal<N> => N.Max(a, b);
}

/// <summary>Minimum; NaN if any is NaN.</summary>
internal readonly struct MinFold : IFold
{
    public static N Combine<N>(N a, N b) where N : IReal<N> => N.Min(a, b);
}

/// <summary>Reduces the middle axis of contiguous data [outer, count, inner].</summary>
/// <remarks>
/// Pairwise and in a fixed order, so the error of a sum grows with the logarithm of the count and the bits never depend on who computes.
/// Source: Higham 1993, "The accuracy of floating point summation".
/// </remarks>
internal static class Reduction
{
    /// <summary>Numbers of a row that are reduced straight on.</summary>
    private const int RowBlock = 256;

    /// <summary>Rows that are reduced straight on.</summary>
    private const int RowsBlock = 16;

    /// <summary>target[o, i] = fold over c of source[o, c, i]; count is at least 1.</summary>
    public static void Run<F, T>(ReadOnlySpan<T> source, int outer, int count, int inner, Span<T> target)
        where F : struct, IFold where T : unmanaged, IFloatingPointIeee754<T>
    {
        if (Vector512.IsHardwareAccelerated && Vector512<T>.IsSupported) RunAt<F, Lane512<T>, T>(source, outer, count, inner, target);
        else if (Vector256.IsHardwareAccelerated && Vector256<T>.IsSupported) RunAt<F, Lane256<T>, T>(source, outer, count, inner, target);
        else RunAt<F, Lane128<T>, T>(source, outer, count, inner, target);
    }

    private static void RunAt<F, L, T>(ReadOnlySpan<T> source, int outer, int count, int inner, Span<T> target)
        where F : struct, IFold where L : struct, ILane<L, T> where T : unmanaged, IFloatingPointIeee754<T>
    {
        for (var o = 0; o < outer; o++)
        {
            var block = source.Slice(o * count * inner, count * inner);
            if (inner == 1) target[o] = Row<F, L, T>(block);
            else Rows<F, L, T>(block, inner, target.Slice(o * inner, inner));
        }
    }

    private static T Row<F, L, T>(ReadOnlySpan<T> row)
        where F : struct, IFold where L : struct, ILane<L, T> where T : unmanaged, IFloatingPointIeee754<T>
    {
        if (row.Length <= RowBlock) return RowEnd<F, L, T>(row);

        // The cut depends on the length only: a multiple of the block, about half.
        var half = (row.Length / RowBlock + 1) / 2 * RowBlock;
        return Combine<F, T>(Row<F, L, T>(row[..half]), Row<F, L, T>(row[half..]));
    }

    private static T RowEnd<F, L, T>(ReadOnlySpan<T> row)
        where F : struct, IFold where L : struct, ILane<L, T> where T : unmanaged, IFloatingPointIeee754<T>
    {
        if (row.Length < 2 * L.Width)
        {
            var single = row[0];
            for (var i = 1; i < row.Length; i++) single = Combine<F, T>(single, row[i]);
            return single;
        }

        ref var start = ref MemoryMarshal.GetReference(row);
        var sum = L.Load(ref start, 0);
        var whole = row.Length - row.Length % L.Width;
        for (var i = L.Width; i < whole; i += L.Width) sum = F.Combine(sum, L.Load(ref start, (nuint)i));
        Span<T> lanes = stackalloc T[L.Width];
        L.Store(sum, ref lanes[0], 0);
        for (var width = L.Width / 2; width > 0; width /= 2)
        {
            for (var i = 0; i < width; i++) lanes[i] = Combine<F, T>(lanes[i], lanes[i + width]);
        }

        var result = lanes[0];
        for (var i = whole; i < row.Length; i++) result = Combine<F, T>(result, row[i]);
        return result;
    }

    private static void Rows<F, L, T>(ReadOnlySpan<T> rows, int length, Span<T> target)
        where F : struct, IFold where L : struct, ILane<L, T> where T : unmanaged, IFloatingPointIeee754<T>
    {
        var count = rows.Length / length;
        if (count <= RowsBlock)
        {
            rows[..length].CopyTo(target);
            for (var r = 1; r < count; r++) Accumulate<F, L, T>(rows.Slice(r * length, length), target);
            return;
        }

        var half = (count / RowsBlock + 1) / 2 * RowsBlock;
        Rows<F, L, T>(rows[..(half * length)], length, target);
        var buffer = System.Buffers.ArrayPool<T>.Shared.Rent(length);
        var rest = buffer.AsSpan(0, length);
        Rows<F, L, T>(rows[(half * length)..], length, rest);
        Accumulate<F, L, T>(rest, target);
        System.Buffers.ArrayPool<T>.Shared.Return(buffer);
    }

    private static void Accumulate<F, L, T>(ReadOnlySpan<T> row, Span<T> target)
        where F : struct, IFold where L : struct, ILane<L, T> where T : unmanaged, IFloatingPointIeee754<T>
    {
        ref var from = ref MemoryMarshal.GetReference(row);
        ref var to = ref MemoryMarshal.GetReference(target);
        var whole = row.Length - row.Length % L.Width;
        for (var i = 0; i < whole; i += L.Width) L.Store(F.Combine(L.Load(ref to, (nuint)i), L.Load(ref from, (nuint)i)), ref to, (nuint)i);
        for (var i = whole; i < row.Length; i++) target[i] = Combine<F, T>(target[i], row[i]);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static T Combine<F, T>(T a, T b) where F : struct, IFold where T : unmanaged, IFloatingPointIeee754<T>
        => F.Combine(new Number<T>(a), new Number<T>(b)).Value;
}
