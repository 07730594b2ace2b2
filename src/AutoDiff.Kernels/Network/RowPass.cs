using System.Runtime.CompilerServices;

namespace AutoDiff.Kernels;

/// <summary>A term that is added up along a row, or what is written in its place; up to three rows are read and one is written.</summary>
internal interface IRowTerm
{
    /// <summary>The term; what is stored where the pass writes is <paramref name="stored"/>.</summary>
    static abstract N At<N>(N a, N b, N c, N p, N q, N s, N t, out N stored) where N : struct, IReal<N>;
}

/// <summary>One pass over a row: reads, sums, writes.</summary>
/// <remarks>
/// Sums go over blocks of 32 registers, and blocks are added up, so that the error stays small on long rows and the order depends on the length only.
/// What lies beyond the end of a row is read as a number that adds nothing.
/// </remarks>
internal static unsafe class RowPass
{
    private const int BlockRegisters = 32;

    /// <summary>Sums a term along a row and writes what the term stores.</summary>
    /// <param name="n">Elements of the row.</param>
    /// <param name="a">The first row read.</param>
    /// <param name="b">The second, or null.</param>
    /// <param name="c">The third, or null.</param>
    /// <param name="p">A number that is the same for the whole row.</param>
    /// <param name="q">Another.</param>
    /// <param name="target">Where the stored row goes, or null.</param>
    /// <param name="filler">What a stands for beyond the end of the row, where b and c stand for 0.</param>
    /// <param name="s">A third number that is the same for the whole row.</param>
    /// <param name="t">A fourth.</param>
    [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization)]
    public static T Sum<R, L, T>(int n, T* a, T* b, T* c, T p, T q, T* target, T filler, T s = default, T t = default)
        where R : struct, IRowTerm where L : struct, ILane<L, T> where T : unmanaged, IFloatingPointIeee754<T>
    {
        var (pLane, qLane, sLane, tLane) = (L.Fill(p), L.Fill(q), L.Fill(s), L.Fill(t));
        var sum = L.Zero;
        var i = 0;
        while (i <= n - L.Width)
        {
            var block = L.Zero;
            var end = Math.Min(n - L.Width, i + (BlockRegisters - 1) * L.Width);
            for (; i <= end; i += L.Width)
            {
                block += R.At(L.Load(ref *a, (nuint)i), b == null ? L.Zero : L.Load(ref *b, (nuint)i), c == null ? L.Zero : L.Load(ref *c, (nuint)i), pLane, qLane, sLane, tLane, out var stored);
                if (target != null) L.Store(stored, ref *target, (nuint)i);
            }

            sum += block;
        }

        if (i < n)
        {
            var zero = T.Zero;
            sum += R.At(
                RowEnd.Load<L, T>(a + i, n - i, filler), b == null ? L.Zero : RowEnd.Load<L, T>(b + i, n - i, zero), c == null ? L.Zero : RowEnd.Load<L, T>(c + i, n - i, zero),
                pLane, qLane, sLane, tLane, out var stored);
            if (target != null) RowEnd.Store(stored, target + i, n - i);
        }

        return RowEnd.Combine<SumFold, L, T>(sum);
    }

    /// <summary>The largest element of a row; NaN if any is NaN, -∞ for an empty row.</summary>
    [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization)]
    public static T Max<L, T>(int n, T* a) where L : struct, ILane<L, T> where T : unmanaged, IFloatingPointIeee754<T>
    {
        var largest = L.Fill(T.NegativeInfinity);
        var i = 0;
        for (; i <= n - L.Width; i += L.Width) largest = L.Max(largest, L.Load(ref *a, (nuint)i));
        if (i < n) largest = L.Max(largest, RowEnd.Load<L, T>(a + i, n - i, T.NegativeInfinity));
        return RowEnd.Combine<MaxFold, L, T>(largest);
    }
}
