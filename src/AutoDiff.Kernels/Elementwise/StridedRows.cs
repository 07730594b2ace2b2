using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace AutoDiff.Kernels;

/// <summary>Rows of a strided operand, to and from contiguous memory. Up to one register more than asked for may be written after the last row.</summary>
internal static unsafe class StridedRows
{
    /// <summary>Copies rows of operand <paramref name="k"/> of a walk to contiguous memory.</summary>
    /// <param name="source">Where the operand starts.</param>
    /// <param name="walk">The index space.</param>
    /// <param name="k">The operand.</param>
    /// <param name="row">The first row.</param>
    /// <param name="count">How many rows.</param>
    /// <param name="target">Where they go.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Gather<T>(T* source, in Walk walk, int k, int row, int count, T* target) where T : unmanaged
    {
        var (inner, stride) = (walk.Inner, walk.Strides(0)[k]);
        while (count > 0)
        {
            // As far as the second axis goes rows are evenly spaced.
            var from = source + walk.Offset(k, row, out var run);
            var down = walk.Strides(1)[k];
            run = Math.Min(run, count);
            for (var r = 0; r < run; r++, from += down, target += inner) CopyRow(from, stride, inner, target);
            row += run;
            count -= run;
        }
    }

    /// <summary>Adds contiguous rows to those of operand <paramref name="k"/>, which is broadcast, so that several may go to the same place.</summary>
    /// <inheritdoc cref="Gather{T}"/>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Add<T>(T* source, in Walk walk, int k, int row, int count, T* target) where T : unmanaged, IFloatingPointIeee754<T>
    {
        var (inner, stride) = (walk.Inner, walk.Strides(0)[k]);
        while (count > 0)
        {
            var to = target + walk.Offset(k, row, out var run);
            var down = walk.Strides(1)[k];
            run = Math.Min(run, count);
            for (var r = 0; r < run; r++, to += down, source += inner)
            {
                for (var i = 0; i < inner; i++) to[i * stride] += source[i];
            }

            row += run;
            count -= run;
        }
    }

    /// <summary>Copies a row many times.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Repeat<T>(T* source, nint stride, int length, T* target, int count) where T : unmanaged
    {
        CopyRow(source, stride, length, target);
        var all = (long)length * count;
        for (long have = length; have < all; have += have)
        {
            Unsafe.CopyBlockUnaligned(target + have, target, (uint)(Math.Min(have, all - have) * sizeof(T)));
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void CopyRow<T>(T* source, nint stride, int length, T* target) where T : unmanaged
    {
        if (stride == 0)
        {
            var value = Vector512.Create(*source);
            for (var i = 0; i < length; i += Vector512<T>.Count) value.Store(target + i);
        }
        else if (stride == 1 && length >= Vector512<T>.Count)
        {
            Unsafe.CopyBlockUnaligned(target, source, (uint)(length * sizeof(T)));
        }
        else
        {
            for (var i = 0; i < length; i++) target[i] = source[i * stride];
        }
    }
}
