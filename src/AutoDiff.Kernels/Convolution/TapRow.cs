using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace AutoDiff.Kernels;

/// <summary>A row of positions of a convolution with few channels, in registers of positions.</summary>
internal static unsafe class TapRow<V, T>
    where V : struct, IRegister<V, T> where T : unmanaged, INumberBase<T>
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
        for (; i <= count - 4 * V.Width; i += 4 * V.Width)
        {
            V s0 = V.Fill(start), s1 = s0, s2 = s0, s3 = s0;
            for (nint k = 0; k < taps; k++)
            {
                var w = V.Fill(weights[k]);
                var from = source + offsets[k] + i;
                s0 = V.MultiplyAdd(w, V.Load(from), s0);
                s1 = V.MultiplyAdd(w, V.Load(from + V.Width), s1);
                s2 = V.MultiplyAdd(w, V.Load(from + 2 * V.Width), s2);
                s3 = V.MultiplyAdd(w, V.Load(from + 3 * V.Width), s3);
            }

            Store(s0, target + i, accumulate);
            Store(s1, target + i + V.Width, accumulate);
            Store(s2, target + i + 2 * V.Width, accumulate);
            Store(s3, target + i + 3 * V.Width, accumulate);
        }

        for (; i <= count - V.Width; i += V.Width) SumOne<V>(source + i, offsets, weights, taps, start, target + i, accumulate);
        if (V.Width > Vector256<T>.Count && i <= count - Vector256<T>.Count)
        {
            SumOne<Register256<T>>(source + i, offsets, weights, taps, start, target + i, accumulate);
            i += Vector256<T>.Count;
        }

        if (V.Width > Vector128<T>.Count && i <= count - Vector128<T>.Count)
        {
            SumOne<Register128<T>>(source + i, offsets, weights, taps, start, target + i, accumulate);
            i += Vector128<T>.Count;
        }

        for (; i < count; i++)
        {
            var sum = start;
            for (nint k = 0; k < taps; k++) sum = T.MultiplyAddEstimate(weights[k], source[offsets[k] + i], sum);
            target[i] = accumulate ? target[i] + sum : sum;
        }
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
        Register256<T> half = default;
        Register128<T> quarter = default;
        var rest = T.Zero;
        for (; rows > 0; rows--, a += aRow, b += bRow)
        {
            nint i = 0;
            for (; i <= count - 2 * V.Width; i += 2 * V.Width)
            {
                s0 = V.MultiplyAdd(V.Load(a + i), V.Load(b + i), s0);
                s1 = V.MultiplyAdd(V.Load(a + i + V.Width), V.Load(b + i + V.Width), s1);
            }

            if (i <= count - V.Width)
            {
                s0 = V.MultiplyAdd(V.Load(a + i), V.Load(b + i), s0);
                i += V.Width;
            }

            if (V.Width > Vector256<T>.Count && i <= count - Vector256<T>.Count)
            {
                half = Register256<T>.MultiplyAdd(Register256<T>.Load(a + i), Register256<T>.Load(b + i), half);
                i += Vector256<T>.Count;
            }

            if (V.Width > Vector128<T>.Count && i <= count - Vector128<T>.Count)
            {
                quarter = Register128<T>.MultiplyAdd(Register128<T>.Load(a + i), Register128<T>.Load(b + i), quarter);
                i += Vector128<T>.Count;
            }

            for (; i < count; i++) rest = T.MultiplyAddEstimate(a[i], b[i], rest);
        }

        return V.Sum(V.Add(s0, s1)) + Register256<T>.Sum(half) + Register128<T>.Sum(quarter) + rest;
    }

    /// <summary>The sums of one register of positions.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void SumOne<R>(T* source, nint* offsets, T* weights, nint taps, T start, T* target, bool accumulate) where R : struct, IRegister<R, T>
    {
        var sum = R.Fill(start);
        for (nint k = 0; k < taps; k++) sum = R.MultiplyAdd(R.Fill(weights[k]), R.Load(source + offsets[k]), sum);
        R.Store(accumulate ? R.Add(R.Load(target), sum) : sum, target);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Store(V sum, T* target, bool accumulate) => V.Store(accumulate ? V.Add(V.Load(target), sum) : sum, target);
}
