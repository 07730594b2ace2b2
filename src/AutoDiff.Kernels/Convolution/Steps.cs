using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace AutoDiff.Kernels;

/// <summary>Elements that lie some steps apart: what a row of windows reads of a row, or adds to it.</summary>
internal static unsafe class Steps<T> where T : unmanaged, INumberBase<T>
{
    private static bool HasRegisters => Vector256.IsHardwareAccelerated && (typeof(T) == typeof(float) || typeof(T) == typeof(double));

    private static int Width => Vector256<T>.Count;

    /// <summary>target[i] = source[i · step].</summary>
    public static void Take(T* source, nint step, T* target, nint count)
    {
        if (step == 1)
        {
            new Span<T>(source, (int)count).CopyTo(new Span<T>(target, (int)count));
            return;
        }

        var i = step == 2 && HasRegisters ? TakeEverySecond(source, target, count) : 0;
        for (; i < count; i++) target[i] = source[i * step];
    }

    /// <summary>target[i] += source[i · step].</summary>
    public static void AddTaken(T* source, nint step, T* target, nint count)
    {
        if (step == 1)
        {
            RowSum<T>.Add(source, target, count);
            return;
        }

        var i = step == 2 && HasRegisters ? AddTakenEverySecond(source, target, count) : 0;
        for (; i < count; i++) target[i] += source[i * step];
    }

    /// <summary>target[i · step] += source[i].</summary>
    public static void Add(T* source, T* target, nint step, nint count)
    {
        if (step == 1)
        {
            RowSum<T>.Add(source, target, count);
            return;
        }

        var i = step == 2 && HasRegisters ? AddEverySecond(source, target, count) : 0;
        for (; i < count; i++) target[i * step] += source[i];
    }

    /// <summary>Takes whole registers; how many elements that were.</summary>
    /// <remarks>The last element read lies before one that is needed too, so nothing outside is touched.</remarks>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static nint TakeEverySecond(T* source, T* target, nint count)
    {
        nint i = 0;
        for (; i < count - Width; i += Width) Halves.Even(Vector256.Load(source + 2 * i), Vector256.Load(source + 2 * i + Width)).Store(target + i);
        return i;
    }

    /// <inheritdoc cref="TakeEverySecond"/>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static nint AddTakenEverySecond(T* source, T* target, nint count)
    {
        nint i = 0;
        for (; i < count - Width; i += Width)
        {
            (Vector256.Load(target + i) + Halves.Even(Vector256.Load(source + 2 * i), Vector256.Load(source + 2 * i + Width))).Store(target + i);
        }

        return i;
    }

    /// <summary>Adds whole registers, 0 to the elements between; how many elements that were.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static nint AddEverySecond(T* source, T* target, nint count)
    {
        nint i = 0;
        for (; i < count - Width; i += Width)
        {
            var (low, high) = Halves.Spread(Vector256.Load(source + i));
            var to = target + 2 * i;
            (Vector256.Load(to) + low).Store(to);
            (Vector256.Load(to + Width) + high).Store(to + Width);
        }

        return i;
    }
}
