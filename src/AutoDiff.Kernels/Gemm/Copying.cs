using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace AutoDiff.Kernels;

/// <summary>Copies of parts of a matrix so that rows are contiguous.</summary>
internal static unsafe class Copying<T> where T : unmanaged, INumberBase<T>
{
    /// <summary>Copies a matrix of any strides to rows that are contiguous and <paramref name="width"/> apart.</summary>
    public static void Copy(MatrixView<T> source, nint rows, nint columns, T* target, nint width)
    {
        if (source.ColumnStride == 1) CopyRows(source.Start, source.RowStride, rows, columns, target, width);
        else if (source.RowStride == 1) Transposition<T>.Copy(source.Start, source.ColumnStride, rows, columns, target, width);
        else Gather(source, rows, columns, target, width);
    }

    /// <summary>Adds so many numbers to others.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Add(T* source, T* target, nint count)
    {
        nint i = 0;
        for (; i <= count - Vector256<T>.Count; i += Vector256<T>.Count) (Vector256.Load(target + i) + Vector256.Load(source + i)).Store(target + i);
        for (; i < count; i++) target[i] += source[i];
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void CopyRows(T* source, nint stride, nint rows, nint columns, T* target, nint width)
    {
        for (; rows > 0; rows--, source += stride, target += width) CopyRun(source, target, columns);
    }

    /// <summary>Copies register by register; the last register overlaps the one before it.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void CopyRun(T* source, T* target, nint count)
    {
        if (count >= Vector256<T>.Count)
        {
            var last = count - Vector256<T>.Count;
            for (nint i = 0; i < last; i += Vector256<T>.Count) Vector256.Load(source + i).Store(target + i);
            Vector256.Load(source + last).Store(target + last);
        }
        else if (count >= Vector128<T>.Count)
        {
            var last = count - Vector128<T>.Count;
            Vector128.Load(source).Store(target);
            Vector128.Load(source + last).Store(target + last);
        }
        else
        {
            for (nint i = 0; i < count; i++) target[i] = source[i];
        }
    }

    private static void Gather(MatrixView<T> source, nint rows, nint columns, T* target, nint width)
    {
        for (nint row = 0; row < rows; row++)
        {
            for (nint column = 0; column < columns; column++) target[row * width + column] = *source.At(row, column);
        }
    }
}
