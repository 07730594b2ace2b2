using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.Arm;
using System.Runtime.Intrinsics.X86;

namespace AutoDiff.Kernels;

/// <summary>Copies of parts of a matrix in the order in which the micro-kernel reads them.</summary>
internal static unsafe class Packing<T> where T : unmanaged, INumberBase<T>
{
    /// <summary>Copies a matrix so that its rows are contiguous and <paramref name="width"/> apart.</summary>
    public static void Panel(MatrixView<T> source, nint rows, nint columns, T* target, nint width)
    {
        if (source.ColumnStride == 1) CopyRows(source.Start, source.RowStride, rows, columns, target, width);
        else if (source.RowStride == 1) Transpose(source.Start, source.ColumnStride, rows, columns, target, width);
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

    /// <summary>Columns of the source are contiguous, <paramref name="stride"/> apart: squares of one register a side are transposed.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Transpose(T* source, nint stride, nint rows, nint columns, T* target, nint width)
    {
        nint column = 0;
        if ((Sse2.IsSupported || AdvSimd.Arm64.IsSupported) && (sizeof(T) == sizeof(float) || sizeof(T) == sizeof(double)))
        {
            var side = Vector128<T>.Count;
            for (; column <= columns - side; column += side)
            {
                var from = source + column * stride;
                var to = target + column;
                nint row = 0;
                for (; row <= rows - side; row += side, from += side, to += side * width)
                {
                    if (sizeof(T) == sizeof(float)) TransposeFour((float*)from, stride, (float*)to, width);
                    else TransposeTwo((double*)from, stride, (double*)to, width);
                }

                for (; row < rows; row++, from++, to += width)
                {
                    for (nint i = 0; i < side; i++) to[i] = from[i * stride];
                }
            }
        }

        for (; column < columns; column++)
        {
            for (nint row = 0; row < rows; row++) target[row * width + column] = source[column * stride + row];
        }
    }

    /// <summary>A 4 by 4 square: interleaving rows 0 with 2 and 1 with 3, and the results once more, transposes it.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void TransposeFour(float* source, nint stride, float* target, nint width)
    {
        var r0 = Vector128.Load(source);
        var r1 = Vector128.Load(source + stride);
        var r2 = Vector128.Load(source + 2 * stride);
        var r3 = Vector128.Load(source + 3 * stride);
        var low02 = InterleaveLow(r0, r2);
        var high02 = InterleaveHigh(r0, r2);
        var low13 = InterleaveLow(r1, r3);
        var high13 = InterleaveHigh(r1, r3);
        InterleaveLow(low02, low13).Store(target);
        InterleaveHigh(low02, low13).Store(target + width);
        InterleaveLow(high02, high13).Store(target + 2 * width);
        InterleaveHigh(high02, high13).Store(target + 3 * width);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void TransposeTwo(double* source, nint stride, double* target, nint width)
    {
        var r0 = Vector128.Load(source);
        var r1 = Vector128.Load(source + stride);
        InterleaveLow(r0, r1).Store(target);
        InterleaveHigh(r0, r1).Store(target + width);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector128<float> InterleaveLow(Vector128<float> a, Vector128<float> b) =>
        Sse.IsSupported ? Sse.UnpackLow(a, b) : AdvSimd.Arm64.ZipLow(a, b);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector128<float> InterleaveHigh(Vector128<float> a, Vector128<float> b) =>
        Sse.IsSupported ? Sse.UnpackHigh(a, b) : AdvSimd.Arm64.ZipHigh(a, b);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector128<double> InterleaveLow(Vector128<double> a, Vector128<double> b) =>
        Sse2.IsSupported ? Sse2.UnpackLow(a, b) : AdvSimd.Arm64.ZipLow(a, b);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector128<double> InterleaveHigh(Vector128<double> a, Vector128<double> b) =>
        Sse2.IsSupported ? Sse2.UnpackHigh(a, b) : AdvSimd.Arm64.ZipHigh(a, b);

    private static void Gather(MatrixView<T> source, nint rows, nint columns, T* target, nint width)
    {
        for (nint row = 0; row < rows; row++)
        {
            for (nint column = 0; column < columns; column++) target[row * width + column] = *source.At(row, column);
        }
    }
}
