using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace AutoDiff.Kernels;

/// <summary>Every second place of two registers as one, and back.</summary>
internal static class Halves
{
    /// <summary>The elements at even places of both registers.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<T> Even<T>(Vector256<T> low, Vector256<T> high)
    {
        if (Unsafe.SizeOf<T>() == sizeof(float))
        {
            var places = Vector256.Create(0, 2, 4, 6, 0, 2, 4, 6);
            var (a, b) = (Vector256.ShuffleNative(low.AsInt32(), places), Vector256.ShuffleNative(high.AsInt32(), places));
            return Vector256.ConditionalSelect(Vector256.Create(-1, -1, -1, -1, 0, 0, 0, 0), a, b).As<int, T>();
        }
        else
        {
            var places = Vector256.Create(0L, 2, 0, 2);
            var (a, b) = (Vector256.ShuffleNative(low.AsInt64(), places), Vector256.ShuffleNative(high.AsInt64(), places));
            return Vector256.ConditionalSelect(Vector256.Create(-1L, -1, 0, 0), a, b).As<long, T>();
        }
    }

    /// <summary>The elements at the even places of two registers, zeros between them.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static (Vector256<T> Low, Vector256<T> High) Spread<T>(Vector256<T> value)
    {
        if (Unsafe.SizeOf<T>() == sizeof(float))
        {
            var even = Vector256.Create(-1, 0, -1, 0, -1, 0, -1, 0);
            var low = Vector256.ShuffleNative(value.AsInt32(), Vector256.Create(0, 0, 1, 1, 2, 2, 3, 3)) & even;
            var high = Vector256.ShuffleNative(value.AsInt32(), Vector256.Create(4, 4, 5, 5, 6, 6, 7, 7)) & even;
            return (low.As<int, T>(), high.As<int, T>());
        }
        else
        {
            var even = Vector256.Create(-1L, 0, -1, 0);
            var low = Vector256.ShuffleNative(value.AsInt64(), Vector256.Create(0L, 0, 1, 1)) & even;
            var high = Vector256.ShuffleNative(value.AsInt64(), Vector256.Create(2L, 2, 3, 3)) & even;
            return (low.As<long, T>(), high.As<long, T>());
        }
    }
}
