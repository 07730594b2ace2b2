using System.Runtime.CompilerServices;

namespace AutoDiff.Kernels;

/// <summary>A row of positions of a convolution with few channels, in registers of positions.</summary>
internal static unsafe class TapRow<S, V, T>
    where S : IRegister<V, T> where V : unmanaged where T : unmanaged, INumberBase<T>
{
    /// <summary>target[i] = start + Σ weights[k] source[offsets[k] + i], or target[i] += that sum.</summary>
    /// <param name="source">What the first position reads.</param>
    /// <param name="offsets">How far each tap lies from there.</param>
    /// <param name="weights">The weights of the taps.</param>
    /// <param name="taps">How many taps.</param>
    /// <param name="start">What sums start with.</param>
    /// <param name="target">The results.</param>
    /// <param name="count">How many positions.</param>
    /// <param name="accumulate">Whether the sums are added to the target.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Sum(T* source, nint* offsets, T* weights, nint taps, T start, T* target, nint count, bool accumulate)
    {
        nint i = 0;
        for (; i <= count - 4 * S.Width; i += 4 * S.Width)
        {
            V s0 = S.Fill(start), s1 = s0, s2 = s0, s3 = s0;
            for (nint k = 0; k < taps; k++)
            {
                var w = S.Fill(weights[k]);
                var from = source + offsets[k] + i;
                s0 = S.MultiplyAdd(w, S.Load(from), s0);
                s1 = S.MultiplyAdd(w, S.Load(from + S.Width), s1);
                s2 = S.MultiplyAdd(w, S.Load(from + 2 * S.Width), s2);
                s3 = S.MultiplyAdd(w, S.Load(from + 3 * S.Width), s3);
            }

            Store(s0, target + i, accumulate);
            Store(s1, target + i + S.Width, accumulate);
            Store(s2, target + i + 2 * S.Width, accumulate);
            Store(s3, target + i + 3 * S.Width, accumulate);
        }

        for (; i <= count - S.Width; i += S.Width)
        {
            var sum = S.Fill(start);
            for (nint k = 0; k < taps; k++) sum = S.MultiplyAdd(S.Fill(weights[k]), S.Load(source + offsets[k] + i), sum);
            Store(sum, target + i, accumulate);
        }

        if (i == count) return;
        var (mask, last) = (S.First(count - i), S.Fill(start));
        for (nint k = 0; k < taps; k++) last = S.MultiplyAdd(S.Fill(weights[k]), S.Load(source + offsets[k] + i, mask), last);
        S.Store(accumulate ? S.Add(S.Load(target + i, mask), last) : last, target + i, mask);
    }

    /// <summary>Σ a[i, j] b[i, j] over rows of neighbouring elements.</summary>
    /// <param name="a">The first row.</param>
    /// <param name="aRow">From one row of a to the next.</param>
    /// <param name="b">The first row.</param>
    /// <param name="bRow">From one row of b to the next.</param>
    /// <param name="rows">How many rows.</param>
    /// <param name="count">Elements of a row.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static T Dot(T* a, nint aRow, T* b, nint bRow, nint rows, nint count)
    {
        V s0 = default, s1 = default;
        var mask = S.First(count % S.Width);
        for (; rows > 0; rows--, a += aRow, b += bRow)
        {
            nint i = 0;
            for (; i <= count - 2 * S.Width; i += 2 * S.Width)
            {
                s0 = S.MultiplyAdd(S.Load(a + i), S.Load(b + i), s0);
                s1 = S.MultiplyAdd(S.Load(a + i + S.Width), S.Load(b + i + S.Width), s1);
            }

            if (i <= count - S.Width)
            {
                s0 = S.MultiplyAdd(S.Load(a + i), S.Load(b + i), s0);
                i += S.Width;
            }

            if (i < count) s1 = S.MultiplyAdd(S.Load(a + i, mask), S.Load(b + i, mask), s1);
        }

        var sums = stackalloc T[4];
        S.Sum(S.Add(s0, s1), default, default, default, sums);
        return sums[0];
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Store(V sum, T* target, bool accumulate) => S.Store(accumulate ? S.Add(S.Load(target), sum) : sum, target);
}
