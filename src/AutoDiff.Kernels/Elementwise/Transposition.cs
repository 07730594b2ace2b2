using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace AutoDiff.Kernels;

/// <summary>Copies of matrices whose rows or columns are contiguous.</summary>
internal static unsafe class Transposition
{
    /// <summary>target[i, j] = source[i, j]; the rows of the target are contiguous.</summary>
    /// <param name="source">Element (0, 0).</param>
    /// <param name="down">Elements from one row of the source to the next.</param>
    /// <param name="across">Elements from one column of the source to the next.</param>
    /// <param name="target">Where element (0, 0) goes.</param>
    /// <param name="targetDown">Elements from one row of the target to the next.</param>
    /// <param name="rows">How many rows.</param>
    /// <param name="columns">How many columns.</param>
    public static void Run<T>(T* source, nint down, nint across, T* target, nint targetDown, int rows, int columns) where T : unmanaged
    {
        // Squares of four fit four registers; what is left at the sides goes number by number.
        var (wholeRows, wholeColumns) = (0, 0);
        if (down == 1 && Avx.IsSupported && sizeof(T) is 4 or 8)
        {
            (wholeRows, wholeColumns) = (rows & ~3, columns & ~3);
            for (var i = 0; i < wholeRows; i += 4)
            {
                for (var j = 0; j < wholeColumns; j += 4)
                {
                    var from = source + i + j * across;
                    var to = target + i * targetDown + j;
                    if (sizeof(T) == 4) Turn((float*)from, across, (float*)to, targetDown);
                    else Turn((double*)from, across, (double*)to, targetDown);
                }
            }
        }

        for (var i = 0; i < rows; i++)
        {
            var from = source + i * down;
            var to = target + i * targetDown;
            for (var j = i < wholeRows ? wholeColumns : 0; j < columns; j++) to[j] = from[j * across];
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Turn(float* source, nint across, float* target, nint targetDown)
    {
        var (a, b) = (Vector128.Load(source), Vector128.Load(source + across));
        var (c, d) = (Vector128.Load(source + 2 * across), Vector128.Load(source + 3 * across));
        var (lowAb, highAb) = (Sse.UnpackLow(a, b), Sse.UnpackHigh(a, b));
        var (lowCd, highCd) = (Sse.UnpackLow(c, d), Sse.UnpackHigh(c, d));
        Sse.MoveLowToHigh(lowAb, lowCd).Store(target);
        Sse.MoveHighToLow(lowCd, lowAb).Store(target + targetDown);
        Sse.MoveLowToHigh(highAb, highCd).Store(target + 2 * targetDown);
        Sse.MoveHighToLow(highCd, highAb).Store(target + 3 * targetDown);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Turn(double* source, nint across, double* target, nint targetDown)
    {
        var (a, b) = (Vector256.Load(source), Vector256.Load(source + across));
        var (c, d) = (Vector256.Load(source + 2 * across), Vector256.Load(source + 3 * across));
        var (lowAb, highAb) = (Avx.UnpackLow(a, b), Avx.UnpackHigh(a, b));
        var (lowCd, highCd) = (Avx.UnpackLow(c, d), Avx.UnpackHigh(c, d));
        Avx.Permute2x128(lowAb, lowCd, 0x20).Store(target);
        Avx.Permute2x128(highAb, highCd, 0x20).Store(target + targetDown);
        Avx.Permute2x128(lowAb, lowCd, 0x31).Store(target + 2 * targetDown);
        Avx.Permute2x128(highAb, highCd, 0x31).Store(target + 3 * targetDown);
    }
}
