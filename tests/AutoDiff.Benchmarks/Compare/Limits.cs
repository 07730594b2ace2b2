using System.Diagnostics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace AutoDiff.Benchmarks;

/// <summary>What the machine can do at most, measured here and now: multiply-adds in registers, and memory traffic by a triad.</summary>
internal static class Limits
{
    public const string FmaFloat = "fma_float";
    public const string FmaDouble = "fma_double";

    private const int Chains = 12, Turns = 2_000;

    /// <summary>The name of the limit of memory traffic for vectors of a length: short ones lie in a cache.</summary>
    public static string Triad(int length) => FormattableString.Invariant($"triad_{length}");

    /// <summary>Every limit by its name, in 10⁹ operations or bytes a second.</summary>
    public static IEnumerable<(string Name, double Rate)> All(int threads)
    {
        yield return (FmaFloat, Best(() => Fma<float>(threads)));
        yield return (FmaDouble, Best(() => Fma<double>(threads)));
        foreach (var length in (int[])[1_000, 100_000, 10_000_000]) yield return (Triad(length), Best(() => Traffic(length, threads)));
    }

    /// <summary>A limit is what was reached once: the best of some tries.</summary>
    private static double Best(Func<double> rate) => Enumerable.Range(0, 5).Max(_ => rate()) / 1e9;

    private static double Fma<T>(int threads) where T : unmanaged
    {
        var width = Vector512.IsHardwareAccelerated ? Vector512<T>.Count : Vector256<T>.Count;
        return Rate(threads, 2.0 * width * Chains * Turns, _ =>
        {
            if (Vector512.IsHardwareAccelerated) Multiply512<T>();
            else Multiply256<T>();
        });
    }

    /// <summary>a = b + c · s, each thread over its part: two numbers read and one written.</summary>
    private static double Traffic(int length, int threads)
    {
        float[] a = new float[length], b = new float[length], c = new float[length];
        var part = length / threads;
        return Rate(threads, 3.0 * sizeof(float) * part, thread => Add(a.AsSpan(thread * part, part), b.AsSpan(thread * part, part), c.AsSpan(thread * part, part)));
    }

    /// <summary>How much all threads do in a second of work that is worth so much a call.</summary>
    private static double Rate(int threads, double worth, Action<int> work)
    {
        // Looking at the clock costs as much as a short call: it is looked at after many.
        var batch = Math.Max(1, (int)(1e6 / worth));
        using var start = new Barrier(threads);
        var rates = new double[threads];
        var all = Enumerable.Range(0, threads).Select(thread => new Thread(() =>
        {
            work(thread);
            start.SignalAndWait();
            var (watch, calls) = (Stopwatch.StartNew(), 0);
            for (; watch.ElapsedMilliseconds < 40; calls += batch)
            {
                for (var call = 0; call < batch; call++) work(thread);
            }

            rates[thread] = calls * worth / watch.Elapsed.TotalSeconds;
        })).ToArray();
        foreach (var thread in all) thread.Start();
        foreach (var thread in all) thread.Join();
        return rates.Sum();
    }

    // Twelve independent chains hide the latency of two units; the result is used, so that nothing is left out.

    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    private static Vector512<T> Multiply512<T>() where T : unmanaged
    {
        Vector512<T> x = Vector512<T>.One, a = x, b = x, c = x, d = x, e = x, f = x, g = x, h = x, i = x, j = x, k = x, l = x;
        for (var turn = 0; turn < Turns; turn++)
        {
            (a, b, c, d, e, f) = (Fma(a, x), Fma(b, x), Fma(c, x), Fma(d, x), Fma(e, x), Fma(f, x));
            (g, h, i, j, k, l) = (Fma(g, x), Fma(h, x), Fma(i, x), Fma(j, x), Fma(k, x), Fma(l, x));
        }

        return a + b + c + d + e + f + g + h + i + j + k + l;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    private static Vector256<T> Multiply256<T>() where T : unmanaged
    {
        Vector256<T> x = Vector256<T>.One, a = x, b = x, c = x, d = x, e = x, f = x, g = x, h = x, i = x, j = x, k = x, l = x;
        for (var turn = 0; turn < Turns; turn++)
        {
            (a, b, c, d, e, f) = (Fma(a, x), Fma(b, x), Fma(c, x), Fma(d, x), Fma(e, x), Fma(f, x));
            (g, h, i, j, k, l) = (Fma(g, x), Fma(h, x), Fma(i, x), Fma(j, x), Fma(k, x), Fma(l, x));
        }

        return a + b + c + d + e + f + g + h + i + j + k + l;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<T> Fma<T>(Vector512<T> a, Vector512<T> x) where T : unmanaged => typeof(T) == typeof(float)
        ? Vector512.FusedMultiplyAdd(a.AsSingle(), x.AsSingle(), x.AsSingle()).As<float, T>()
        : Vector512.FusedMultiplyAdd(a.AsDouble(), x.AsDouble(), x.AsDouble()).As<double, T>();

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<T> Fma<T>(Vector256<T> a, Vector256<T> x) where T : unmanaged => typeof(T) == typeof(float)
        ? Vector256.FusedMultiplyAdd(a.AsSingle(), x.AsSingle(), x.AsSingle()).As<float, T>()
        : Vector256.FusedMultiplyAdd(a.AsDouble(), x.AsDouble(), x.AsDouble()).As<double, T>();

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Add(Span<float> a, ReadOnlySpan<float> b, ReadOnlySpan<float> c)
    {
        ref float from = ref MemoryMarshal.GetReference(b), scaled = ref MemoryMarshal.GetReference(c), to = ref MemoryMarshal.GetReference(a);
        var factor = Vector512.Create(2f);
        nuint at = 0, end = (nuint)(a.Length - a.Length % Vector512<float>.Count);
        for (; at < end; at += (nuint)Vector512<float>.Count)
            (Vector512.LoadUnsafe(ref from, at) + Vector512.LoadUnsafe(ref scaled, at) * factor).StoreUnsafe(ref to, at);
        for (var rest = (int)at; rest < a.Length; rest++) a[rest] = b[rest] + 2 * c[rest];
    }
}
