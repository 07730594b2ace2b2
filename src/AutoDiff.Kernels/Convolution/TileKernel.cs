using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics.X86;

namespace AutoDiff.Kernels;

/// <summary>The innermost product of a convolution: a tile of up to 14 rows by two registers, held in registers over the whole inner index.</summary>
/// <remarks>
/// Like <see cref="MicroKernel{S, V, T}"/>, but the inner index is a number of runs of equal length between which A jumps, as panels of columns
/// lie in memory, and B is packed. The order of the sums does not depend on the tile.
/// </remarks>
internal static unsafe class TileKernel<S, V, T>
    where S : IRegister<V, T> where V : unmanaged where T : unmanaged
{
    /// <summary>The most rows: of 32 registers, 14 rows take 28 and leave two for b and one for a; 6 rows take 12 of 16.</summary>
    public static int MaxRows => (S.Registers - 3) / 2;

    /// <summary>The kernel for so many rows.</summary>
    public static delegate*<InnerWalk, T*, T*, T*, nint, bool, void> Of(int rows) => rows switch
    {
        1 => &Run<N1>,
        2 => &Run<N2>,
        3 => &Run<N3>,
        4 => &Run<N4>,
        5 => &Run<N5>,
        6 => &Run<N6>,
        7 => &Run<N7>,
        8 => &Run<N8>,
        9 => &Run<N9>,
        10 => &Run<N10>,
        11 => &Run<N11>,
        12 => &Run<N12>,
        13 => &Run<N13>,
        _ => &Run<N14>,
    };

    /// <summary>C = A B for <typeparamref name="R"/> rows and two registers of columns, or C += A B.</summary>
    /// <param name="walk">How the inner index goes through A.</param>
    /// <param name="a">The first row of A.</param>
    /// <param name="b">The first row of B; its rows are two registers long and follow each other.</param>
    /// <param name="c">The first row of C; its columns are contiguous.</param>
    /// <param name="cRow">From one row of C to the next.</param>
    /// <param name="accumulate">Whether the product is added to C.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Run<R>(InnerWalk walk, T* a, T* b, T* c, nint cRow, bool accumulate)
        where R : unmanaged
    {
        V c00 = default, c01 = default;
        V c10 = default, c11 = default;
        V c20 = default, c21 = default;
        V c30 = default, c31 = default;
        V c40 = default, c41 = default;
        V c50 = default, c51 = default;
        V c60 = default, c61 = default;
        V c70 = default, c71 = default;
        V c80 = default, c81 = default;
        V c90 = default, c91 = default;
        V c100 = default, c101 = default;
        V c110 = default, c111 = default;
        V c120 = default, c121 = default;
        V c130 = default, c131 = default;

        Prefetch<R>(c, cRow);

        // Rows come in threes: a base pointer reaches rows 0, 1 and 2 of its three by the addressing modes of the hardware.
        var (aRow, aStep, aJump) = (walk.Row, walk.Step, walk.Jump);
        var a3 = a + 3 * aRow;
        var a6 = a + 6 * aRow;
        var a9 = a + 9 * aRow;
        var a12 = a + 12 * aRow;
        for (var run = walk.Runs; run > 0; run--)
        {
            for (var step = walk.Steps; step > 0; step--)
            {
                var b0 = S.Load(b);
                var b1 = S.Load(b + S.Width);
                var x = S.Fill(*a);
                c00 = S.MultiplyAdd(x, b0, c00);
                c01 = S.MultiplyAdd(x, b1, c01);
                if (sizeof(R) > 1)
                {
                    x = S.Fill(a[aRow]);
                    c10 = S.MultiplyAdd(x, b0, c10);
                    c11 = S.MultiplyAdd(x, b1, c11);
                }

                if (sizeof(R) > 2)
                {
                    x = S.Fill(a[2 * aRow]);
                    c20 = S.MultiplyAdd(x, b0, c20);
                    c21 = S.MultiplyAdd(x, b1, c21);
                }

                if (sizeof(R) > 3)
                {
                    x = S.Fill(*a3);
                    c30 = S.MultiplyAdd(x, b0, c30);
                    c31 = S.MultiplyAdd(x, b1, c31);
                }

                if (sizeof(R) > 4)
                {
                    x = S.Fill(a3[aRow]);
                    c40 = S.MultiplyAdd(x, b0, c40);
                    c41 = S.MultiplyAdd(x, b1, c41);
                }

                if (sizeof(R) > 5)
                {
                    x = S.Fill(a3[2 * aRow]);
                    c50 = S.MultiplyAdd(x, b0, c50);
                    c51 = S.MultiplyAdd(x, b1, c51);
                }

                if (sizeof(R) > 6)
                {
                    x = S.Fill(*a6);
                    c60 = S.MultiplyAdd(x, b0, c60);
                    c61 = S.MultiplyAdd(x, b1, c61);
                }

                if (sizeof(R) > 7)
                {
                    x = S.Fill(a6[aRow]);
                    c70 = S.MultiplyAdd(x, b0, c70);
                    c71 = S.MultiplyAdd(x, b1, c71);
                }

                if (sizeof(R) > 8)
                {
                    x = S.Fill(a6[2 * aRow]);
                    c80 = S.MultiplyAdd(x, b0, c80);
                    c81 = S.MultiplyAdd(x, b1, c81);
                }

                if (sizeof(R) > 9)
                {
                    x = S.Fill(*a9);
                    c90 = S.MultiplyAdd(x, b0, c90);
                    c91 = S.MultiplyAdd(x, b1, c91);
                }

                if (sizeof(R) > 10)
                {
                    x = S.Fill(a9[aRow]);
                    c100 = S.MultiplyAdd(x, b0, c100);
                    c101 = S.MultiplyAdd(x, b1, c101);
                }

                if (sizeof(R) > 11)
                {
                    x = S.Fill(a9[2 * aRow]);
                    c110 = S.MultiplyAdd(x, b0, c110);
                    c111 = S.MultiplyAdd(x, b1, c111);
                }

                if (sizeof(R) > 12)
                {
                    x = S.Fill(*a12);
                    c120 = S.MultiplyAdd(x, b0, c120);
                    c121 = S.MultiplyAdd(x, b1, c121);
                }

                if (sizeof(R) > 13)
                {
                    x = S.Fill(a12[aRow]);
                    c130 = S.MultiplyAdd(x, b0, c130);
                    c131 = S.MultiplyAdd(x, b1, c131);
                }

                a += aStep;
                if (sizeof(R) > 3) a3 += aStep;
                if (sizeof(R) > 6) a6 += aStep;
                if (sizeof(R) > 9) a9 += aStep;
                if (sizeof(R) > 12) a12 += aStep;
                b += 2 * S.Width;
            }

            a += aJump;
            if (sizeof(R) > 3) a3 += aJump;
            if (sizeof(R) > 6) a6 += aJump;
            if (sizeof(R) > 9) a9 += aJump;
            if (sizeof(R) > 12) a12 += aJump;
        }

        Store(c00, c01, c, accumulate);
        if (sizeof(R) > 1) Store(c10, c11, c + 1 * cRow, accumulate);
        if (sizeof(R) > 2) Store(c20, c21, c + 2 * cRow, accumulate);
        if (sizeof(R) > 3) Store(c30, c31, c + 3 * cRow, accumulate);
        if (sizeof(R) > 4) Store(c40, c41, c + 4 * cRow, accumulate);
        if (sizeof(R) > 5) Store(c50, c51, c + 5 * cRow, accumulate);
        if (sizeof(R) > 6) Store(c60, c61, c + 6 * cRow, accumulate);
        if (sizeof(R) > 7) Store(c70, c71, c + 7 * cRow, accumulate);
        if (sizeof(R) > 8) Store(c80, c81, c + 8 * cRow, accumulate);
        if (sizeof(R) > 9) Store(c90, c91, c + 9 * cRow, accumulate);
        if (sizeof(R) > 10) Store(c100, c101, c + 10 * cRow, accumulate);
        if (sizeof(R) > 11) Store(c110, c111, c + 11 * cRow, accumulate);
        if (sizeof(R) > 12) Store(c120, c121, c + 12 * cRow, accumulate);
        if (sizeof(R) > 13) Store(c130, c131, c + 13 * cRow, accumulate);
    }

    /// <summary>Asks for the tile of C now, so that it is near when the sums are ready.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Prefetch<R>(T* c, nint cRow) where R : unmanaged
    {
        if (!Sse.IsSupported) return;
        for (var row = 0; row < sizeof(R); row++, c += cRow)
        {
            Sse.Prefetch0(c);
            Sse.Prefetch0(c + 2 * S.Width - 1);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Store(V sum0, V sum1, T* c, bool accumulate)
    {
        if (accumulate)
        {
            sum0 = S.Add(S.Load(c), sum0);
            sum1 = S.Add(S.Load(c + S.Width), sum1);
        }

        S.Store(sum0, c);
        S.Store(sum1, c + S.Width);
    }
}

/// <summary>How the inner index of a tile goes through A: so many runs of so many steps.</summary>
/// <param name="runs">How many runs.</param>
/// <param name="steps">Steps of a run.</param>
/// <param name="row">Elements from one row of A to the next.</param>
/// <param name="step">Elements from one step to the next.</param>
/// <param name="jump">Elements from the end of a run to the start of the next.</param>
internal readonly struct InnerWalk(nint runs, nint steps, nint row, nint step, nint jump)
{
    public readonly nint Runs = runs, Steps = steps, Row = row, Step = step, Jump = jump;
}
