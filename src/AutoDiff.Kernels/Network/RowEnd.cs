using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace AutoDiff.Kernels;

/// <summary>The end of a row that does not fill a register, and registers made one number.</summary>
internal static unsafe class RowEnd
{
    private static ReadOnlySpan<float> Floats => [0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15];

    private static ReadOnlySpan<double> Doubles => [0, 1, 2, 3, 4, 5, 6, 7];

    /// <summary>The last elements of a row, filled up with <paramref name="filler"/>.</summary>
    [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization)]
    public static L Load<L, T>(T* source, int count, T filler) where L : struct, ILane<L, T> where T : unmanaged, IFloatingPointIeee754<T>
    {
        ref var places = ref sizeof(T) == 8
            ? ref Unsafe.As<double, T>(ref MemoryMarshal.GetReference(Doubles))
            : ref Unsafe.As<float, T>(ref MemoryMarshal.GetReference(Floats));
        return L.SelectLess(L.Load(ref places, 0), L.From(count), L.LoadPart(source, count), L.Fill(filler));
    }

    /// <summary>Writes the first elements of a register.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Store<L, T>(L value, T* target, int count) where L : struct, ILane<L, T> where T : unmanaged, IFloatingPointIeee754<T>
        => L.StorePart(value, target, count);

    /// <summary>All numbers of a register combined, halves with halves.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T Combine<F, L, T>(L value) where F : struct, IFold where L : struct, ILane<L, T> where T : unmanaged, IFloatingPointIeee754<T>
    {
        if (typeof(L) == typeof(Lane512<T>)) return Combine<F, T>(Unsafe.BitCast<L, Lane512<T>>(value));
        if (typeof(L) == typeof(Lane256<T>)) return Combine<F, T>(Unsafe.BitCast<L, Lane256<T>>(value));
        return Combine<F, T>(Unsafe.BitCast<L, Lane128<T>>(value));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static T Combine<F, T>(Lane512<T> value) where F : struct, IFold where T : unmanaged, IFloatingPointIeee754<T>
        => Combine<F, T>(F.Combine(new Lane256<T> { Value = value.Value.GetLower() }, new Lane256<T> { Value = value.Value.GetUpper() }));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static T Combine<F, T>(Lane256<T> value) where F : struct, IFold where T : unmanaged, IFloatingPointIeee754<T>
        => Combine<F, T>(F.Combine(new Lane128<T> { Value = value.Value.GetLower() }, new Lane128<T> { Value = value.Value.GetUpper() }));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static T Combine<F, T>(Lane128<T> value) where F : struct, IFold where T : unmanaged, IFloatingPointIeee754<T>
    {
        var numbers = value.Value;
        return sizeof(T) == 8
            ? Combine<F, T>(numbers[0], numbers[1])
            : Combine<F, T>(Combine<F, T>(numbers[0], numbers[2]), Combine<F, T>(numbers[1], numbers[3]));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static T Combine<F, T>(T a, T b) where F : struct, IFold where T : unmanaged, IFloatingPointIeee754<T> => F.Combine(new Number<T>(a), new Number<T>(b)).Value;
}
