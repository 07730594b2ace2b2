using System.Diagnostics;

namespace AutoDiff.Benchmarks;

/// <summary>How long a piece of work takes, measured the way the peers' scripts measure: three calls, a calibration, the median of some repetitions.</summary>
/// <remarks>
/// One thing is added: the work runs for <see cref="CompareOptions.Warm"/> seconds before, until the JIT has recompiled what is hot. The price of that
/// start is measured by <see cref="Startup"/>.
/// </remarks>
internal static class Measure
{
    public static (double Median, double Least, int Calls) Seconds(Workload work, CompareOptions options)
    {
        for (var call = 0; call < 3; call++) work.Run();
        Repeat(work, options.Warm);
        var (elapsed, count) = Repeat(work, Math.Min(0.3, 3 * options.LeastTime));
        var calls = Math.Max(1, (int)(options.LeastTime / (elapsed / count)));
        var times = new double[options.Repetitions];
        for (var repetition = 0; repetition < times.Length; repetition++)
        {
            var start = Stopwatch.GetTimestamp();
            for (var call = 0; call < calls; call++) work.Run();
            times[repetition] = Stopwatch.GetElapsedTime(start).TotalSeconds / calls;
        }

        return (Median(times), times.Min(), calls);
    }

    public static double Median(IEnumerable<double> values)
    {
        var sorted = values.Order().ToArray();
        return (sorted[(sorted.Length - 1) / 2] + sorted[sorted.Length / 2]) / 2;
    }

    private static (double Seconds, int Count) Repeat(Workload work, double seconds)
    {
        var start = Stopwatch.GetTimestamp();
        var count = 0;
        do
        {
            work.Run();
            count++;
        }
        while (Stopwatch.GetElapsedTime(start).TotalSeconds < seconds);

        return (Stopwatch.GetElapsedTime(start).TotalSeconds, count);
    }
}
