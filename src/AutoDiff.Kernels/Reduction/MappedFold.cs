using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace AutoDiff.Kernels;

/// <summary>Many pairs of numbers become one number, each pair by a function first: Σ f(a, b), or the largest f(a, b), in one pass.</summary>
/// <remarks>Blocks are combined pairwise, in an order that depends on the count only: see <see cref="Reduction"/>.</remarks>
internal static class MappedFold
{
    /// <summary>Pairs that are reduced straight on.</summary>
    private const int Block = 512;

    /// <summary>The fold over f(a[i], b[i]); the count is at least 1, and a and b may be the same.</summary>
    public static T Run<F, R, T>(R rule, ref T a, ref T b, int count) where F : struct, IFold where R : struct, IMap2 where T : unmanaged, IFloatingPointIeee754<T>
    {
        if (Vector512.IsHardwareAccelerated && Vector512<T>.IsSupported) return Halves<F, R, Lane512<T>, T>(rule, ref a, ref b, count);
        if (Vector256.IsHardwareAccelerated && Vector256<T>.IsSupported) return Halves<F, R, Lane256<T>, T>(rule, ref a, ref b, count);
        return Halves<F, R, Lane128<T>, T>(rule, ref a, ref b, count);
    }

    private static T Halves<F, R, L, T>(R rule, ref T a, ref T b, int count)
        where F : struct, IFold where R : struct, IMap2 where L : struct, ILane<L, T> where T : unmanaged, IFloatingPointIeee754<T>
    {
        if (count <= Block) return Straight<F, R, L, T>(rule, ref a, ref b, count);
        var half = (count / Block + 1) / 2 * Block;
        return Combine<F, T>(
            Halves<F, R, L, T>(rule, ref a, ref b, half),
            Halves<F, R, L, T>(rule, ref Unsafe.Add(ref a, half), ref Unsafe.Add(ref b, half), count - half));
    }

    // Four registers at a time, so that an addition need not wait for the one before.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static T Straight<F, R, L, T>(R rule, ref T a, ref T b, int count)
        where F : struct, IFold where R : struct, IMap2 where L : struct, ILane<L, T> where T : unmanaged, IFloatingPointIeee754<T>
    {
        var width = (nuint)L.Width;
        var end = (nuint)count - (nuint)count % (4 * width);
        if (end == 0) return OneByOne<F, R, T>(rule, ref a, ref b, 0, count);

        var copy = rule;
        var p = copy.Value(L.Load(ref a, 0), L.Load(ref b, 0));
        var q = copy.Value(L.Load(ref a, width), L.Load(ref b, width));
        var r = copy.Value(L.Load(ref a, 2 * width), L.Load(ref b, 2 * width));
        var s = copy.Value(L.Load(ref a, 3 * width), L.Load(ref b, 3 * width));
        for (var i = 4 * width; i < end; i += 4 * width)
        {
            p = F.Combine(p, copy.Value(L.Load(ref a, i), L.Load(ref b, i)));
            q = F.Combine(q, copy.Value(L.Load(ref a, i + width), L.Load(ref b, i + width)));
            r = F.Combine(r, copy.Value(L.Load(ref a, i + 2 * width), L.Load(ref b, i + 2 * width)));
            s = F.Combine(s, copy.Value(L.Load(ref a, i + 3 * width), L.Load(ref b, i + 3 * width)));
        }

        var result = Across<F, L, T>(F.Combine(F.Combine(p, q), F.Combine(r, s)));
        return end == (nuint)count ? result : Combine<F, T>(result, OneByOne<F, R, T>(rule, ref a, ref b, (int)end, count));
    }

    private static T OneByOne<F, R, T>(R rule, ref T a, ref T b, int start, int end)
        where F : struct, IFold where R : struct, IMap2 where T : unmanaged, IFloatingPointIeee754<T>
    {
        var result = Value(rule, Unsafe.Add(ref a, start), Unsafe.Add(ref b, start));
        for (var i = start + 1; i < end; i++) result = Combine<F, T>(result, Value(rule, Unsafe.Add(ref a, i), Unsafe.Add(ref b, i)));
        return result;
    }

    private static T Across<F, L, T>(L lane) where F : struct, IFold where L : struct, ILane<L, T> where T : unmanaged, IFloatingPointIeee754<T>
    {
        Span<T> numbers = stackalloc T[L.Width];
        L.Store(lane, ref numbers[0], 0);
        for (var width = L.Width / 2; width > 0; width /= 2)
        {
            for (var i = 0; i < width; i++) numbers[i] = Combine<F, T>(numbers[i], numbers[i + width]);
        }

        return numbers[0];
    }

    private static T Value<R, T>(R rule, T a, T b) where R : struct, IMap2 where T : unmanaged, IFloatingPointIeee754<T>
        => rule.Value(new Number<T>(a), new Number<T>(b)).Value;

    private static T Combine<F, T>(T a, T b) where F : struct, IFold where T : unmanaged, IFloatingPointIeee754<T>
        => F.Combine(new Number<T>(a), new Number<T>(b)).Value;
}
