using System.Collections.Concurrent;
using Xunit.Abstractions;

namespace AutoDiff.Checking.Tests;

/// <summary>Right derivatives are never called wrong: at kinks, at jumps and a hair away from them, in float and double, for every shape.</summary>
public class FalseAlarmTests(ITestOutputHelper output)
{
    [Fact]
    public void No_false_alarm_in_ten_thousand_checks()
    {
        const int Checks = 10_000;
        var alarms = new ConcurrentBag<(int Seed, string Report)>();
        var (comparisons, verdicts) = (0L, new long[Enum.GetValues<CheckVerdict>().Length]);
        Parallel.For(0, Checks, seed =>
        {
            var report = Check(seed);
            Interlocked.Add(ref comparisons, report.Comparisons);
            for (var verdict = 0; verdict < verdicts.Length; verdict++) Interlocked.Add(ref verdicts[verdict], report.Count((CheckVerdict)verdict));
            if (!report.Passed) alarms.Add((seed, report.ToString()));
        });
        output.WriteLine($"{Checks} checks, {comparisons} comparisons: {string.Join(", ", verdicts.Select((count, verdict) => $"{count} {(CheckVerdict)verdict}"))}");
        Assert.True(alarms.IsEmpty, $"{alarms.Count} false alarms, with seeds {string.Join(", ", alarms.Select(alarm => alarm.Seed).Order().Take(20))}; replay one with FalseAlarmTests.Check(seed):\n"
            + string.Join("\n\n", alarms.OrderBy(alarm => alarm.Seed).Take(3).Select(alarm => $"seed {alarm.Seed}: {alarm.Report}")));
    }

    /// <summary>The check that belongs to a seed: in double where it is even, in float where it is odd.</summary>
    private static CheckReport Check(int seed) => seed % 2 == 0 ? RightRules<double>.Check(new Random(seed)) : RightRules<float>.Check(new Random(seed));
}
