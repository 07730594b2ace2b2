using System.Runtime.CompilerServices;

namespace AutoDiff.Kernels;

/// <summary>Cuts a strip of C into blocks of rows and hands them to the kernel for so many rows.</summary>
/// <remarks>Rows are cut evenly, so that blocks differ by one row at most and no small remainder runs slowly.</remarks>
internal static unsafe class Strips<S, V, T>
    where S : IRegister<V, T> where V : unmanaged where T : unmanaged
{
    /// <summary>Registers of the widest strip.</summary>
    public const int MaxRegisters = 3;

    /// <summary>The most rows a kernel has.</summary>
    private const int MaxRows = 14;

    /// <summary>The most rows of a tile so many registers wide: the accumulators leave room for a row of B and a number of A.</summary>
    public static int Rows(int registers) => Math.Min((S.Registers - registers - 1) / registers, MaxRows);

    /// <summary>Computes <paramref name="rows"/> rows of a strip, <paramref name="registers"/> registers wide.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Run(Strip<T> strip, int rows, int registers)
    {
        var blocks = Cut.Count(rows, Rows(registers));
        var low = (int)((uint)rows / (uint)blocks);
        var tall = rows - low * blocks;
        if (tall > 0)
        {
            strip.Blocks = tall;
            Kernel(low + 1, registers, strip.LastColumns)(&strip);
            if (tall == blocks) return;
            strip.A += tall * (low + 1) * strip.ARow;
            strip.C += tall * (low + 1) * strip.CRow;
            strip.UsePacked(registers * S.Width);
        }

        strip.Blocks = blocks - tall;
        Kernel(low, registers, strip.LastColumns)(&strip);
    }

    private static delegate*<Strip<T>*, void> Kernel(int rows, int registers, nint lastColumns) => (registers, lastColumns == S.Width) switch
    {
        (1, true) => Kernel<N1, Whole>(rows),
        (1, false) => Kernel<N1, Partial>(rows),
        (2, true) => Kernel<N2, Whole>(rows),
        (2, false) => Kernel<N2, Partial>(rows),
        (_, true) => Kernel<N3, Whole>(rows),
        (_, false) => Kernel<N3, Partial>(rows),
    };

    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    private static delegate*<Strip<T>*, void> Kernel<N, E>(int rows) where N : unmanaged where E : unmanaged => rows switch
    {
        1 => &MicroKernel<S, V, T>.Run<N1, N, E>,
        2 => &MicroKernel<S, V, T>.Run<N2, N, E>,
        3 => &MicroKernel<S, V, T>.Run<N3, N, E>,
        4 => &MicroKernel<S, V, T>.Run<N4, N, E>,
        5 => &MicroKernel<S, V, T>.Run<N5, N, E>,
        6 => &MicroKernel<S, V, T>.Run<N6, N, E>,
        7 => &MicroKernel<S, V, T>.Run<N7, N, E>,
        8 => &MicroKernel<S, V, T>.Run<N8, N, E>,
        9 => &MicroKernel<S, V, T>.Run<N9, N, E>,
        10 => &MicroKernel<S, V, T>.Run<N10, N, E>,
        11 => &MicroKernel<S, V, T>.Run<N11, N, E>,
        12 => &MicroKernel<S, V, T>.Run<N12, N, E>,
        13 => &MicroKernel<S, V, T>.Run<N13, N, E>,
        _ => &MicroKernel<S, V, T>.Run<N14, N, E>,
    };
}
