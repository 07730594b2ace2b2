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
    private const int MaxRows = 11;

    /// <summary>The most rows of a tile so many registers wide: the accumulators leave room for a row of B and a number of A.</summary>
    public static int Rows(int registers) => Math.Min((S.Registers - registers - 1) / registers, MaxRows);

    /// <summary>Computes <paramref name="rows"/> rows of a strip, <paramref name="registers"/> registers wide.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Run(Strip<T> strip, int rows, int registers)
    {
        var blocks = rows <= Rows(registers) ? 1 : Cut.Count(rows, Rows(registers));
        var low = blocks == 1 ? rows : (int)((uint)rows / (uint)blocks);
        var tall = rows - low * blocks;
        if (strip.Packed != null)
        {
            var first = tall > 0 ? low + 1 : low;
            strip.Blocks = 1;
            Kernel<Packing>(first, registers, strip.LastColumns)(&strip);
            strip.UsePacked(registers * S.Width);
            strip.MoveDown(first);
            if (tall > 0) tall--;
            blocks--;
        }

        if (tall > 0)
        {
            strip.Blocks = tall;
            Kernel<Plain>(low + 1, registers, strip.LastColumns)(&strip);
            strip.MoveDown(tall * (low + 1));
        }

        strip.Blocks = blocks - tall;
        if (strip.Blocks > 0) Kernel<Plain>(low, registers, strip.LastColumns)(&strip);
    }

    private static delegate*<Strip<T>*, void> Kernel<P>(int rows, int registers, nint lastColumns) where P : unmanaged =>
        (registers, lastColumns == S.Width) switch
        {
            (1, true) => Kernel<N1, Whole, P>(rows),
            (1, false) => Kernel<N1, Partial, P>(rows),
            (2, true) => Kernel<N2, Whole, P>(rows),
            (2, false) => Kernel<N2, Partial, P>(rows),
            (_, true) => Kernel<N3, Whole, P>(rows),
            (_, false) => Kernel<N3, Partial, P>(rows),
        };

    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    private static delegate*<Strip<T>*, void> Kernel<N, E, P>(int rows)
        where N : unmanaged where E : unmanaged where P : unmanaged => rows switch
    {
        1 => &MicroKernel<S, V, T>.Run<N1, N, E, P>,
        2 => &MicroKernel<S, V, T>.Run<N2, N, E, P>,
        3 => &MicroKernel<S, V, T>.Run<N3, N, E, P>,
        4 => &MicroKernel<S, V, T>.Run<N4, N, E, P>,
        5 => &MicroKernel<S, V, T>.Run<N5, N, E, P>,
        6 => &MicroKernel<S, V, T>.Run<N6, N, E, P>,
        7 => &MicroKernel<S, V, T>.Run<N7, N, E, P>,
        8 => &MicroKernel<S, V, T>.Run<N8, N, E, P>,
        9 => &MicroKernel<S, V, T>.Run<N9, N, E, P>,
        10 => &MicroKernel<S, V, T>.Run<N10, N, E, P>,
        _ => &MicroKernel<S, V, T>.Run<N11, N, E, P>,
    };
}
