using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.Arm;
using System.Runtime.Intrinsics.X86;

namespace AutoDiff.Kernels;

/// <summary>Transposed copies, in squares of eight numbers a side.</summary>
/// <remarks>
/// Registers of 256 bits are filled half by half from memory, with two rows four or two apart, which brings every number into the half
/// where it belongs; what is left are squares within each half, and interleaving twice transposes them. Two interleaving steps instead of
/// three, and half of the work falls to the load units.
/// </remarks>
internal static unsafe class Transposition<T> where T : unmanaged
{
    /// <summary>target[row, column] = source[column, row].</summary>
    /// <param name="source">Where the transposed matrix starts; its rows are contiguous.</param>
    /// <param name="stride">From one row of the source to the next, in elements.</param>
    /// <param name="rows">Rows of the target, columns of the source.</param>
    /// <param name="columns">Columns of the target, rows of the source.</param>
    /// <param name="target">Where the copy goes.</param>
    /// <param name="width">From one row of the target to the next.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Copy(T* source, nint stride, nint rows, nint columns, T* target, nint width)
    {
        for (; rows >= LineRows; rows -= LineRows, source += LineRows, target += LineRows * width) CopyRows(source, stride, LineRows, columns, target, width);
        if (rows > 0) CopyRows(source, stride, rows, columns, target, width);
    }

    /// <summary>As many rows as there are numbers in a cache line of the source, so that a line is read only once.</summary>
    private static nint LineRows => 64 / sizeof(T);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void CopyRows(T* source, nint stride, nint rows, nint columns, T* target, nint width)
    {
        if (rows < Side || columns < Side)
        {
            for (nint column = 0; column < columns; column++)
            {
                for (nint row = 0; row < rows; row++) target[row * width + column] = source[column * stride + row];
            }

            return;
        }

        // The last squares overlap those before them.
        for (nint column = 0; column < columns; column += Side)
        {
            if (column > columns - Side) column = columns - Side;
            for (nint row = 0; row < rows; row += Side)
            {
                if (row > rows - Side) row = rows - Side;
                Square(source + column * stride + row, stride, target + row * width + column, width);
            }
        }
    }

    /// <summary>The side of a square: 1 where there are no instructions for more.</summary>
    private static int Side => sizeof(T) switch
    {
        sizeof(float) when Avx.IsSupported => 8,
        sizeof(double) when Avx.IsSupported => 4,
        sizeof(float) when Sse.IsSupported || AdvSimd.Arm64.IsSupported => 4,
        sizeof(double) when Sse2.IsSupported || AdvSimd.Arm64.IsSupported => 2,
        _ => 1,
    };

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Square(T* source, nint stride, T* target, nint width)
    {
        if (Side == 8)
        {
            FourRows((float*)source, stride, (float*)target, width);
            FourRows((float*)source + 4, stride, (float*)target + 4 * width, width);
        }
        else if (Side == 4 && sizeof(T) == sizeof(double))
        {
            TwoRows((double*)source, stride, (double*)target, width);
            TwoRows((double*)source + 2, stride, (double*)target + 2 * width, width);
        }
        else if (Side == 4) FourByFour((float*)source, stride, (float*)target, width);
        else if (Side == 2) TwoByTwo((double*)source, stride, (double*)target, width);
        else *target = *source;
    }

    /// <summary>Four columns of eight rows of the source become four rows of the target.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void FourRows(float* source, nint stride, float* target, nint width)
    {
        var half = source + 4 * stride;
        var r0 = Vector256.Create(Vector128.Load(source), Vector128.Load(half));
        var r1 = Vector256.Create(Vector128.Load(source + stride), Vector128.Load(half + stride));
        var r2 = Vector256.Create(Vector128.Load(source + 2 * stride), Vector128.Load(half + 2 * stride));
        var r3 = Vector256.Create(Vector128.Load(source + 3 * stride), Vector128.Load(half + 3 * stride));
        var low02 = Avx.UnpackLow(r0, r2);
        var high02 = Avx.UnpackHigh(r0, r2);
        var low13 = Avx.UnpackLow(r1, r3);
        var high13 = Avx.UnpackHigh(r1, r3);
        Avx.UnpackLow(low02, low13).Store(target);
        Avx.UnpackHigh(low02, low13).Store(target + width);
        Avx.UnpackLow(high02, high13).Store(target + 2 * width);
        Avx.UnpackHigh(high02, high13).Store(target + 3 * width);
    }

    /// <summary>Two columns of four rows of the source become two rows of the target.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void TwoRows(double* source, nint stride, double* target, nint width)
    {
        var r0 = Vector256.Create(Vector128.Load(source), Vector128.Load(source + 2 * stride));
        var r1 = Vector256.Create(Vector128.Load(source + stride), Vector128.Load(source + 3 * stride));
        Avx.UnpackLow(r0, r1).Store(target);
        Avx.UnpackHigh(r0, r1).Store(target + width);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void FourByFour(float* source, nint stride, float* target, nint width)
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
    private static void TwoByTwo(double* source, nint stride, double* target, nint width)
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
}
