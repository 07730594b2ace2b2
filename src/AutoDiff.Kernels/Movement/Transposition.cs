using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace AutoDiff.Kernels;

/// <summary>Copies a plane whose rows are the columns of the other side.</summary>
/// <remarks>
/// A line of the cache holds neighbours of a row on one side and of a column on the other. So blocks of whole lines are exchanged, 64 bytes
/// each way, in registers: every line is read and written once, also where steps that are powers of two leave few places in the cache for
/// them. The blocks of a tile share their pages.
/// </remarks>
internal static class Transposition
{
    /// <summary>Rows and columns of a tile: their pages fit the address caches together.</summary>
    private const int Tile = 128;

    /// <summary>Bytes of a line of the cache.</summary>
    private const int Line = 64;

    /// <summary>target[r, c] = source[c, r]: the source steps by one along r, the target along c.</summary>
    /// <param name="source">The element at r = c = 0.</param>
    /// <param name="from">The step of the source along c.</param>
    /// <param name="target">The place of r = c = 0.</param>
    /// <param name="to">The step of the target along r.</param>
    /// <param name="rows">How many r there are.</param>
    /// <param name="columns">How many c there are.</param>
    public static void Run<T>(ref T source, nint from, ref T target, nint to, int rows, int columns) where T : unmanaged
    {
        for (var r = 0; r < rows; r += Tile)
        {
            for (var c = 0; c < columns; c += Tile)
                RunTile(ref Unsafe.Add(ref source, r + c * from), from, ref Unsafe.Add(ref target, r * to + c), to, Math.Min(Tile, rows - r), Math.Min(Tile, columns - c));
        }
    }

    private static unsafe void RunTile<T>(ref T source, nint from, ref T target, nint to, int rows, int columns) where T : unmanaged
    {
        var side = Avx.IsSupported && sizeof(T) is 4 or 8 ? Line / sizeof(T) : int.MaxValue;
        var (wholeRows, wholeColumns) = (rows - rows % side, columns - columns % side);
        for (var i = 0; i < wholeRows; i += side)
        {
            for (var j = 0; j < wholeColumns; j += side)
            {
                ref var s = ref Unsafe.Add(ref source, i + j * from);
                ref var t = ref Unsafe.Add(ref target, i * to + j);
                if (sizeof(T) == 4) Block(ref Unsafe.As<T, float>(ref s), from, ref Unsafe.As<T, float>(ref t), to);
                else Block(ref Unsafe.As<T, double>(ref s), from, ref Unsafe.As<T, double>(ref t), to);
            }
        }

        // What is left beside the blocks: the columns after them, then the rows below.
        for (var i = 0; i < rows; i++)
        {
            for (var j = i < wholeRows ? wholeColumns : 0; j < columns; j++) Unsafe.Add(ref target, i * to + j) = Unsafe.Add(ref source, i + j * from);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Block(ref float s, nint from, ref float t, nint to)
    {
        Square8(ref s, from, ref t, to);
        Square8(ref Unsafe.Add(ref s, 8), from, ref Unsafe.Add(ref t, 8 * to), to);
        Square8(ref Unsafe.Add(ref s, 8 * from), from, ref Unsafe.Add(ref t, 8), to);
        Square8(ref Unsafe.Add(ref s, 8 * from + 8), from, ref Unsafe.Add(ref t, 8 * to + 8), to);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Block(ref double s, nint from, ref double t, nint to)
    {
        Square4(ref s, from, ref t, to);
        Square4(ref Unsafe.Add(ref s, 4), from, ref Unsafe.Add(ref t, 4 * to), to);
        Square4(ref Unsafe.Add(ref s, 4 * from), from, ref Unsafe.Add(ref t, 4), to);
        Square4(ref Unsafe.Add(ref s, 4 * from + 4), from, ref Unsafe.Add(ref t, 4 * to + 4), to);
    }

    /// <summary>8 by 8 numbers of 4 bytes: pairs, then pairs of pairs, then the halves of the registers change places.</summary>
    private static void Square8(ref float s, nint from, ref float t, nint to)
    {
        var (a, b) = (Vector256.LoadUnsafe(ref s), Vector256.LoadUnsafe(ref Unsafe.Add(ref s, from)));
        var (c, d) = (Vector256.LoadUnsafe(ref Unsafe.Add(ref s, 2 * from)), Vector256.LoadUnsafe(ref Unsafe.Add(ref s, 3 * from)));
        var (e, f) = (Vector256.LoadUnsafe(ref Unsafe.Add(ref s, 4 * from)), Vector256.LoadUnsafe(ref Unsafe.Add(ref s, 5 * from)));
        var (g, h) = (Vector256.LoadUnsafe(ref Unsafe.Add(ref s, 6 * from)), Vector256.LoadUnsafe(ref Unsafe.Add(ref s, 7 * from)));
        (a, b) = (Avx.UnpackLow(a, b), Avx.UnpackHigh(a, b));
        (c, d) = (Avx.UnpackLow(c, d), Avx.UnpackHigh(c, d));
        (e, f) = (Avx.UnpackLow(e, f), Avx.UnpackHigh(e, f));
        (g, h) = (Avx.UnpackLow(g, h), Avx.UnpackHigh(g, h));
        (a, c) = (Avx.Shuffle(a, c, 0x44), Avx.Shuffle(a, c, 0xEE));
        (b, d) = (Avx.Shuffle(b, d, 0x44), Avx.Shuffle(b, d, 0xEE));
        (e, g) = (Avx.Shuffle(e, g, 0x44), Avx.Shuffle(e, g, 0xEE));
        (f, h) = (Avx.Shuffle(f, h, 0x44), Avx.Shuffle(f, h, 0xEE));
        Avx.Permute2x128(a, e, 0x20).StoreUnsafe(ref t);
        Avx.Permute2x128(c, g, 0x20).StoreUnsafe(ref Unsafe.Add(ref t, to));
        Avx.Permute2x128(b, f, 0x20).StoreUnsafe(ref Unsafe.Add(ref t, 2 * to));
        Avx.Permute2x128(d, h, 0x20).StoreUnsafe(ref Unsafe.Add(ref t, 3 * to));
        Avx.Permute2x128(a, e, 0x31).StoreUnsafe(ref Unsafe.Add(ref t, 4 * to));
        Avx.Permute2x128(c, g, 0x31).StoreUnsafe(ref Unsafe.Add(ref t, 5 * to));
        Avx.Permute2x128(b, f, 0x31).StoreUnsafe(ref Unsafe.Add(ref t, 6 * to));
        Avx.Permute2x128(d, h, 0x31).StoreUnsafe(ref Unsafe.Add(ref t, 7 * to));
    }

    /// <summary>4 by 4 numbers of 8 bytes: pairs, then the halves of the registers change places.</summary>
    private static void Square4(ref double s, nint from, ref double t, nint to)
    {
        var (a, b) = (Vector256.LoadUnsafe(ref s), Vector256.LoadUnsafe(ref Unsafe.Add(ref s, from)));
        var (c, d) = (Vector256.LoadUnsafe(ref Unsafe.Add(ref s, 2 * from)), Vector256.LoadUnsafe(ref Unsafe.Add(ref s, 3 * from)));
        (a, b) = (Avx.UnpackLow(a, b), Avx.UnpackHigh(a, b));
        (c, d) = (Avx.UnpackLow(c, d), Avx.UnpackHigh(c, d));
        Avx.Permute2x128(a, c, 0x20).StoreUnsafe(ref t);
        Avx.Permute2x128(b, d, 0x20).StoreUnsafe(ref Unsafe.Add(ref t, to));
        Avx.Permute2x128(a, c, 0x31).StoreUnsafe(ref Unsafe.Add(ref t, 2 * to));
        Avx.Permute2x128(b, d, 0x31).StoreUnsafe(ref Unsafe.Add(ref t, 3 * to));
    }
}
