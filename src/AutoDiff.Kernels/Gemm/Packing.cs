using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.Arm;
using System.Runtime.Intrinsics.X86;

namespace AutoDiff.Kernels;

/// <summary>Copies of parts of a matrix in the order in which the micro-kernel reads them.</summary>
internal static unsafe class Packing<T> where T : unmanaged
{
    /// <summary>Copies <paramref name="source"/> so that its rows are contiguous, <paramref name="width"/> apart, and end in zeros.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Pack(MatrixView<T> source, nint rows, nint columns, T* target, nint width)
    {
        if (source.ColumnStride == 1) CopyRows(source.Start, source.RowStride, rows, columns, target, width);
        else if (source.RowStride == 1) Transpose(source.Start, source.ColumnStride, rows, columns, target, width);
        else Gather(source, rows, columns, target, width);
        if (columns == width) return;
        for (nint row = 0; row < rows; row++) new Span<T>(target + row * width + columns, (int)(width - columns)).Clear();
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void CopyRows(T* source, nint stride, nint rows, nint columns, T* target, nint width)
    {
        var register = Vector256<T>.Count;
        for (; rows > 0; rows--, source += stride, target += width)
        {
            nint column = 0;
            for (; column <= columns - register; column += register) Vector256.Store(Vector256.Load(source + column), target + column);
            for (; column < columns; column++) target[column] = source[column];
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
        Vector128.Create(r0.GetLower(), r1.GetLower()).Store(target);
        Vector128.Create(r0.GetUpper(), r1.GetUpper()).Store(target + width);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector128<float> InterleaveLow(Vector128<float> a, Vector128<float> b) =>
        Sse.IsSupported ? Sse.UnpackLow(a, b) : AdvSimd.Arm64.ZipLow(a, b);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector128<float> InterleaveHigh(Vector128<float> a, Vector128<float> b) =>
        Sse.IsSupported ? Sse.UnpackHigh(a, b) : AdvSimd.Arm64.ZipHigh(a, b);

    private static void Gather(MatrixView<T> source, nint rows, nint columns, T* target, nint width)
    {
        for (nint row = 0; row < rows; row++)
        {
            for (nint column = 0; column < columns; column++) target[row * width + column] = *source.At(row, column);
        }
    }
}
