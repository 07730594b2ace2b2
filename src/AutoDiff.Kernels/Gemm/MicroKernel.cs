using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics.X86;

namespace AutoDiff.Kernels;

/// <summary>The innermost product: tiles of C under each other, each held in registers over the whole of k.</summary>
/// <remarks>
/// Every step of k loads up to three registers of B, and for each row fills a register with one number of A and adds its products.
/// Each element is a chain of multiply-adds in the order of k, whatever the tile: its bits do not depend on how C is cut.
/// Accumulators are named locals because RyuJIT keeps neither arrays nor large structs in registers.
/// </remarks>
internal static unsafe class MicroKernel<S, V, T>
    where S : IRegister<V, T> where V : unmanaged where T : unmanaged
{
    /// <summary>How many steps of k a row of B is asked for ahead: longer than the way to the last-level cache.</summary>
    private const int RowsAhead = 8;

    /// <summary>Inner length from which there is time to ask for C ahead.</summary>
    private const int LongInner = 64;

    /// <summary>Computes a strip in blocks of <typeparamref name="R"/> rows, <typeparamref name="N"/> registers wide.</summary>
    /// <typeparam name="R">The rows of a block as a type.</typeparam>
    /// <typeparam name="N">The registers of a row as a type, 1 to 3.</typeparam>
    /// <typeparam name="E">How the last register ends: <see cref="Whole"/> or <see cref="Partial"/>.</typeparam>
    /// <typeparam name="P"><see cref="Packing"/> to leave a packed copy of B for the blocks below, else <see cref="Plain"/>.</typeparam>
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    public static void Run<R, N, E, P>(Strip<T>* strip)
        where R : unmanaged where N : unmanaged where E : unmanaged where P : unmanaged
    {
        var a = strip->A;
        var aRow = strip->ARow;
        var packed = typeof(P) == typeof(Packing) ? strip->Packed : null;
        var c = strip->C;
        var cRow = strip->CRow;
        var mask = typeof(E) == typeof(Partial) ? S.First(strip->LastColumns) : default;
        strip->BStep = strip->BRow * sizeof(T);
        strip->Period = strip->Inner;
        if (typeof(P) == typeof(Plain) && strip->Inner >= LongInner)
        {
            Prefetch<R, N>(c, cRow);

            // So often that all rows are asked for by the end.
            var rows = (uint)(strip->AheadRows + sizeof(R) * strip->Blocks);
            strip->Period = (nint)Math.Clamp((uint)(strip->Blocks * strip->Inner) / rows, 8, 32);
        }

        for (var blocks = strip->Blocks; blocks > 0; blocks--)
        {
            strip->Next = c + sizeof(R) * cRow;
            strip->NextRows = sizeof(R);
            V c00 = default, c01 = default, c02 = default;
            V c10 = default, c11 = default, c12 = default;
            V c20 = default, c21 = default, c22 = default;
            V c30 = default, c31 = default, c32 = default;
            V c40 = default, c41 = default, c42 = default;
            V c50 = default, c51 = default, c52 = default;
            V c60 = default, c61 = default, c62 = default;
            V c70 = default, c71 = default, c72 = default;
            V c80 = default, c81 = default, c82 = default;
            V c90 = default, c91 = default, c92 = default;
            V c100 = default, c101 = default, c102 = default;

            // A pointer a row and one index for all: the addressing modes of the hardware do the rest.
            var a0 = a;
            var a1 = a + aRow;
            var a2 = a + 2 * aRow;
            var a3 = a + 3 * aRow;
            var a4 = a + 4 * aRow;
            var a5 = a + 5 * aRow;
            var a6 = a + 6 * aRow;
            var a7 = a + 7 * aRow;
            var a8 = a + 8 * aRow;
            var a9 = a + 9 * aRow;
            var a10 = a + 10 * aRow;
            nint index = 0;
            var b = strip->B;
            for (var left = strip->Inner; left > 0; LookAhead<N, P>(strip))
            {
                var steps = Math.Min(left, strip->Period);
                left -= steps;
                do
                {
                    V b0 = default, b1 = default, b2 = default;
                    LoadRow<N, E>(b, mask, ref b0, ref b1, ref b2);
                    if (typeof(P) == typeof(Packing))
                    {
                        // Rows of an unpacked B lie too far apart for the hardware to foresee them.
                        PrefetchRow<N>(b + RowsAhead * strip->BRow);
                        StoreRow<N, Whole>(b0, b1, b2, packed, mask);
                        packed += sizeof(N) * S.Width;
                    }

                    Add<N>(a0 + index, b0, b1, b2, ref c00, ref c01, ref c02);
                    if (sizeof(R) > 1) Add<N>(a1 + index, b0, b1, b2, ref c10, ref c11, ref c12);
                    if (sizeof(R) > 2) Add<N>(a2 + index, b0, b1, b2, ref c20, ref c21, ref c22);
                    if (sizeof(R) > 3) Add<N>(a3 + index, b0, b1, b2, ref c30, ref c31, ref c32);
                    if (sizeof(R) > 4) Add<N>(a4 + index, b0, b1, b2, ref c40, ref c41, ref c42);
                    if (sizeof(R) > 5) Add<N>(a5 + index, b0, b1, b2, ref c50, ref c51, ref c52);
                    if (sizeof(R) > 6) Add<N>(a6 + index, b0, b1, b2, ref c60, ref c61, ref c62);
                    if (sizeof(R) > 7) Add<N>(a7 + index, b0, b1, b2, ref c70, ref c71, ref c72);
                    if (sizeof(R) > 8) Add<N>(a8 + index, b0, b1, b2, ref c80, ref c81, ref c82);
                    if (sizeof(R) > 9) Add<N>(a9 + index, b0, b1, b2, ref c90, ref c91, ref c92);
                    if (sizeof(R) > 10) Add<N>(a10 + index, b0, b1, b2, ref c100, ref c101, ref c102);
                    index += strip->AColumn;
                    b = (T*)((byte*)b + strip->BStep);
                }
                while (--steps != 0);
            }

            if (strip->Accumulate)
            {
                AddRow<N, E>(c, mask, ref c00, ref c01, ref c02);
                if (sizeof(R) > 1) AddRow<N, E>(c + 1 * cRow, mask, ref c10, ref c11, ref c12);
                if (sizeof(R) > 2) AddRow<N, E>(c + 2 * cRow, mask, ref c20, ref c21, ref c22);
                if (sizeof(R) > 3) AddRow<N, E>(c + 3 * cRow, mask, ref c30, ref c31, ref c32);
                if (sizeof(R) > 4) AddRow<N, E>(c + 4 * cRow, mask, ref c40, ref c41, ref c42);
                if (sizeof(R) > 5) AddRow<N, E>(c + 5 * cRow, mask, ref c50, ref c51, ref c52);
                if (sizeof(R) > 6) AddRow<N, E>(c + 6 * cRow, mask, ref c60, ref c61, ref c62);
                if (sizeof(R) > 7) AddRow<N, E>(c + 7 * cRow, mask, ref c70, ref c71, ref c72);
                if (sizeof(R) > 8) AddRow<N, E>(c + 8 * cRow, mask, ref c80, ref c81, ref c82);
                if (sizeof(R) > 9) AddRow<N, E>(c + 9 * cRow, mask, ref c90, ref c91, ref c92);
                if (sizeof(R) > 10) AddRow<N, E>(c + 10 * cRow, mask, ref c100, ref c101, ref c102);
            }

            StoreRow<N, E>(c00, c01, c02, c, mask);
            if (sizeof(R) > 1) StoreRow<N, E>(c10, c11, c12, c + 1 * cRow, mask);
            if (sizeof(R) > 2) StoreRow<N, E>(c20, c21, c22, c + 2 * cRow, mask);
            if (sizeof(R) > 3) StoreRow<N, E>(c30, c31, c32, c + 3 * cRow, mask);
            if (sizeof(R) > 4) StoreRow<N, E>(c40, c41, c42, c + 4 * cRow, mask);
            if (sizeof(R) > 5) StoreRow<N, E>(c50, c51, c52, c + 5 * cRow, mask);
            if (sizeof(R) > 6) StoreRow<N, E>(c60, c61, c62, c + 6 * cRow, mask);
            if (sizeof(R) > 7) StoreRow<N, E>(c70, c71, c72, c + 7 * cRow, mask);
            if (sizeof(R) > 8) StoreRow<N, E>(c80, c81, c82, c + 8 * cRow, mask);
            if (sizeof(R) > 9) StoreRow<N, E>(c90, c91, c92, c + 9 * cRow, mask);
            if (sizeof(R) > 10) StoreRow<N, E>(c100, c101, c102, c + 10 * cRow, mask);

            a += sizeof(R) * aRow;
            c += sizeof(R) * cRow;
        }
    }

    /// <summary>Adds the products of one number of A and a row of B to a row of the tile.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Add<N>(T* a, V b0, V b1, V b2, ref V c0, ref V c1, ref V c2) where N : unmanaged
    {
        var x = S.Fill(*a);
        c0 = S.MultiplyAdd(x, b0, c0);
        if (sizeof(N) > 1) c1 = S.MultiplyAdd(x, b1, c1);
        if (sizeof(N) > 2) c2 = S.MultiplyAdd(x, b2, c2);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void LoadRow<N, E>(T* source, V mask, ref V x0, ref V x1, ref V x2) where N : unmanaged where E : unmanaged
    {
        x0 = sizeof(N) == 1 ? Load<E>(source, mask) : S.Load(source);
        if (sizeof(N) > 1) x1 = sizeof(N) == 2 ? Load<E>(source + S.Width, mask) : S.Load(source + S.Width);
        if (sizeof(N) > 2) x2 = Load<E>(source + 2 * S.Width, mask);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void AddRow<N, E>(T* c, V mask, ref V c0, ref V c1, ref V c2) where N : unmanaged where E : unmanaged
    {
        V x0 = default, x1 = default, x2 = default;
        LoadRow<N, E>(c, mask, ref x0, ref x1, ref x2);
        c0 = S.Add(x0, c0);
        if (sizeof(N) > 1) c1 = S.Add(x1, c1);
        if (sizeof(N) > 2) c2 = S.Add(x2, c2);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void StoreRow<N, E>(V x0, V x1, V x2, T* target, V mask) where N : unmanaged where E : unmanaged
    {
        if (sizeof(N) > 1) S.Store(x0, target);
        if (sizeof(N) > 2) S.Store(x1, target + S.Width);
        Store<E>(sizeof(N) == 1 ? x0 : sizeof(N) == 2 ? x1 : x2, target + (sizeof(N) - 1) * S.Width, mask);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static V Load<E>(T* source, V mask) where E : unmanaged => typeof(E) == typeof(Partial) ? S.Load(source, mask) : S.Load(source);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Store<E>(V value, T* target, V mask) where E : unmanaged
    {
        if (typeof(E) == typeof(Partial)) S.Store(value, target, mask);
        else S.Store(value, target);
    }

    /// <summary>Asks for a row of the tile of C below this one, or, when that is done, of the next panel of B.</summary>
    /// <remarks>Little by little: asked for at once, they would take all line buffers, and the loads of the tile itself would wait.</remarks>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void LookAhead<N, P>(Strip<T>* strip) where N : unmanaged where P : unmanaged
    {
        if (typeof(P) == typeof(Packing)) return;
        if (strip->NextRows > 0)
        {
            strip->NextRows--;
            PrefetchRow<N>(strip->Next);
            strip->Next += strip->CRow;
        }
        else if (strip->AheadRows > 0)
        {
            strip->AheadRows--;
            if (Sse.IsSupported)
            {
                // To the second level: the first is full of the panel in use.
                Sse.Prefetch1(strip->Ahead);
                if (sizeof(N) > 1) Sse.Prefetch1(strip->Ahead + S.Width);
                if (sizeof(N) > 2) Sse.Prefetch1(strip->Ahead + 2 * S.Width);
                Sse.Prefetch1(strip->Ahead + sizeof(N) * S.Width - 1);
            }

            strip->Ahead += strip->AheadRow;
        }
    }

    /// <summary>Asks for a tile of C now, so that it is near when the sums are ready.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Prefetch<R, N>(T* c, nint cRow) where R : unmanaged where N : unmanaged
    {
        for (var row = 0; row < sizeof(R); row++, c += cRow) PrefetchRow<N>(c);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void PrefetchRow<N>(T* row) where N : unmanaged
    {
        if (!Sse.IsSupported) return;
        Sse.Prefetch0(row);
        if (sizeof(N) > 1) Sse.Prefetch0(row + S.Width);
        if (sizeof(N) > 2) Sse.Prefetch0(row + 2 * S.Width);
        Sse.Prefetch0(row + sizeof(N) * S.Width - 1);
    }
}
