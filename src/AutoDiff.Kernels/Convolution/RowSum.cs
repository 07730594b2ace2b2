using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace AutoDiff.Kernels;

/// <summary>Sums of rows of neighbouring elements.</summary>
internal static unsafe class RowSum<T> where T : unmanaged, INumberBase<T>
{
    private static bool HasRegisters => typeof(T) == typeof(float) || typeof(T) == typeof(double);

    /// <summary>target += source.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Add(T* source, T* target, nint count)
    {
        nint i = 0;
        if (HasRegisters)
        {
            if (Vector512.IsHardwareAccelerated)
            {
                for (; i <= count - Vector512<T>.Count; i += Vector512<T>.Count) (Vector512.Load(target + i) + Vector512.Load(source + i)).Store(target + i);
            }

            for (; i <= count - Vector256<T>.Count; i += Vector256<T>.Count) (Vector256.Load(target + i) + Vector256.Load(source + i)).Store(target + i);
            if (i <= count - Vector128<T>.Count)
            {
                (Vector128.Load(target + i) + Vector128.Load(source + i)).Store(target + i);
                i += Vector128<T>.Count;
            }
        }

        for (; i < count; i++) target[i] += source[i];
    }

    /// <summary>row = max(row, 0); NaN stays.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Rectify(T* row, nint count)
    {
        nint i = 0;
        if (HasRegisters)
        {
            if (Vector512.IsHardwareAccelerated)
            {
                for (; i <= count - Vector512<T>.Count; i += Vector512<T>.Count) Rectified(Vector512.Load(row + i)).Store(row + i);
            }

            for (; i <= count - Vector256<T>.Count; i += Vector256<T>.Count) Rectified(Vector256.Load(row + i)).Store(row + i);
        }

        for (; i < count; i++) row[i] = T.IsNegative(row[i]) && !T.IsNaN(row[i]) ? T.Zero : row[i];
    }

    /// <summary>target = a / (factor · b).</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Divide(T* a, T factor, T* b, T* target, nint count)
    {
        nint i = 0;
        if (HasRegisters)
        {
            for (; i <= count - Vector256<T>.Count; i += Vector256<T>.Count) (Vector256.Load(a + i) / (Vector256.Load(b + i) * factor)).Store(target + i);
        }

        for (; i < count; i++) target[i] = a[i] / (b[i] * factor);
    }

    /// <summary>target += factor · source.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Add(T* source, T factor, T* target, nint count)
    {
        nint i = 0;
        if (HasRegisters)
        {
            for (; i <= count - Vector256<T>.Count; i += Vector256<T>.Count) (Vector256.Load(target + i) + Vector256.Load(source + i) * factor).Store(target + i);
        }

        for (; i < count; i++) target[i] += source[i] * factor;
    }

    /// <summary>target = (1 - share) · a + share · b.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Blend(T* a, T* b, T share, T* target, nint count)
    {
        nint i = 0;
        var rest = T.One - share;
        if (HasRegisters)
        {
            for (; i <= count - Vector256<T>.Count; i += Vector256<T>.Count) (Vector256.Load(a + i) * rest + Vector256.Load(b + i) * share).Store(target + i);
        }

        for (; i < count; i++) target[i] = a[i] * rest + b[i] * share;
    }

    private static Vector512<T> Rectified(Vector512<T> x) => Vector512.ConditionalSelect(Vector512.LessThan(x, Vector512<T>.Zero), Vector512<T>.Zero, x);

    private static Vector256<T> Rectified(Vector256<T> x) => Vector256.ConditionalSelect(Vector256.LessThan(x, Vector256<T>.Zero), Vector256<T>.Zero, x);
}
