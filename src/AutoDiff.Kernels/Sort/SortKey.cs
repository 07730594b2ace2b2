using System.Runtime.CompilerServices;

namespace AutoDiff.Kernels;

/// <summary>Numbers as unsigned integers of the same order.</summary>
internal static class SortKey
{
    /// <summary>A key that is smaller where x is; NaN is the largest, and -0 equals 0. Keys of types of at most 32 bits have at most 32 bits.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ulong Of<T>(T x) where T : unmanaged
    {
        if (typeof(T) == typeof(double)) return Of(Unsafe.BitCast<T, double>(x));
        if (typeof(T) == typeof(float)) return Of(Unsafe.BitCast<T, float>(x));
        if (typeof(T) == typeof(Half)) return Of((float)Unsafe.BitCast<T, Half>(x));
        if (typeof(T) == typeof(int)) return Unsafe.BitCast<T, uint>(x) ^ 0x8000_0000;
        if (typeof(T) == typeof(long)) return Unsafe.BitCast<T, ulong>(x) ^ 0x8000_0000_0000_0000;
        if (typeof(T) == typeof(byte) || typeof(T) == typeof(bool)) return Unsafe.BitCast<T, byte>(x);
        throw new NotSupportedException($"sort: elements of type {typeof(T).Name} have no order here; Half, float, double, int, long, byte and bool have.");
    }

    /// <summary>True where keys of the type have at most 32 bits, so that a position fits beside one.</summary>
    public static unsafe bool IsShort<T>() where T : unmanaged => sizeof(T) <= 4;

    // The bits of positive numbers are in order; those of negative ones are too, the other way round.
    private static ulong Of(double x)
    {
        if (double.IsNaN(x)) return ulong.MaxValue;
        var bits = BitConverter.DoubleToInt64Bits(x + 0.0);
        return (ulong)(bits ^ ((bits >> 63) | long.MinValue));
    }

    private static ulong Of(float x)
    {
        if (float.IsNaN(x)) return uint.MaxValue;
        var bits = BitConverter.SingleToInt32Bits(x + 0.0f);
        return (uint)(bits ^ ((bits >> 31) | int.MinValue));
    }
}
