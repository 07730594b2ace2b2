using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace AutoDiff.Kernels;

/// <summary>The end of a row that does not fill a register, and sums of registers.</summary>
internal static unsafe class RowEnd
{
    /// <summary>Bytes of the smallest page of memory.</summary>
    private const int Page = 4096;

    private static ReadOnlySpan<float> Floats => [0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15];

    private static ReadOnlySpan<double> Doubles => [0, 1, 2, 3, 4, 5, 6, 7];

    /// <summary>The last elements of a row, filled up with <paramref name="filler"/>.</summary>
    /// <remarks>
    /// A whole register is read, and what does not belong to the row is thrown away: memory is protected page by page, so what lies on the
    /// page of the first element can be read. Where the register would reach into the next page, the elements are copied first.
    /// </remarks>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static L Load<L, T>(T* source, int count, T filler) where L : struct, ILane<L, T> where T : unmanaged, IFloatingPointIeee754<T>
        => ((nuint)source & (Page - 1)) <= (nuint)(Page - L.Width * sizeof(T))
            ? L.Select(Places<L, T>() < L.From(count), L.Load(ref *source, 0), L.Fill(filler))
            : Copied<L, T>(source, count, filler);

    /// <summary>Writes the first elements of a register.</summary>
    [SkipLocalsInit]
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Store<L, T>(L value, T* target, int count) where L : struct, ILane<L, T> where T : unmanaged, IFloatingPointIeee754<T>
    {
        var register = stackalloc T[L.Width];
        L.Store(value, ref *register, 0);
        for (var i = 0; i < count; i++) target[i] = register[i];
    }

    /// <summary>All numbers of a register combined, halves first.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static T Combine<F, L, T>(L value) where F : struct, IFold where L : struct, ILane<L, T> where T : unmanaged, IFloatingPointIeee754<T>
    {
        if (typeof(L) == typeof(Lane512<T>)) return Combine<F, T>(Unsafe.BitCast<L, Lane512<T>>(value));
        if (typeof(L) == typeof(Lane256<T>)) return Combine<F, T>(Unsafe.BitCast<L, Lane256<T>>(value));
        return Combine<F, T>(Unsafe.BitCast<L, Lane128<T>>(value));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static T Combine<F, T>(Lane512<T> value) where F : struct, IFold where T : unmanaged, IFloatingPointIeee754<T>
        => Combine<F, T>(F.Combine(new Lane256<T>(value.Value.GetLower()), new Lane256<T>(value.Value.GetUpper())));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static T Combine<F, T>(Lane256<T> value) where F : struct, IFold where T : unmanaged, IFloatingPointIeee754<T>
        => Combine<F, T>(F.Combine(new Lane128<T>(value.Value.GetLower()), new Lane128<T>(value.Value.GetUpper())));

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

    /// <summary>0, 1, 2, ... in the places of a register.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static L Places<L, T>() where L : struct, ILane<L, T> where T : unmanaged, IFloatingPointIeee754<T>
        => sizeof(T) == 8 ? L.Load(ref Unsafe.As<double, T>(ref MemoryMarshal.GetReference(Doubles)), 0) : L.Load(ref Unsafe.As<float, T>(ref MemoryMarshal.GetReference(Floats)), 0);

    [SkipLocalsInit]
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static L Copied<L, T>(T* source, int count, T filler) where L : struct, ILane<L, T> where T : unmanaged, IFloatingPointIeee754<T>
    {
        var register = stackalloc T[L.Width];
        new Span<T>(register, L.Width).Fill(filler);
        new ReadOnlySpan<T>(source, count).CopyTo(new Span<T>(register, count));
        return L.Load(ref *register, 0);
    }
}
