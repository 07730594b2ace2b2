using System.Collections.Concurrent;
using System.Globalization;

namespace AutoDiff.Laws;

/// <summary>How many random cases there are, and which: always the same ones, unless the environment says otherwise.</summary>
/// <remarks>AUTODIFF_FUZZ=10 takes ten times as many; AUTODIFF_FUZZ_SEED=7 takes others.</remarks>
internal static class Fuzz
{
    /// <summary>The number of cases for a promised number.</summary>
    public static int Count(int promised) => (int)Math.Ceiling(promised * Number("AUTODIFF_FUZZ", 1));

    /// <summary>The seed of all cases.</summary>
    public static int Seed => (int)Number("AUTODIFF_FUZZ_SEED", 1);

    /// <summary>Checks numbered cases on all processors; the failures are reported with their seeds.</summary>
    /// <param name="name">What is checked: others get other seeds.</param>
    /// <param name="count">The promised number of cases.</param>
    /// <param name="check">From a seed and the number of the case to what is wrong; null if nothing is.</param>
    public static void Check(string name, int count, Func<int, int, string?> check)
    {
        var failures = new ConcurrentBag<(int Seed, string Message)>();
        var first = name.Aggregate(17 + 7919 * Seed, (hash, letter) => unchecked(hash * 31 + letter)) & 0xFFFFFF;
        Parallel.For(0, Count(count), k =>
        {
            string? message;
            try
            {
                message = check(first + k, k);
            }
            catch (Exception exception)
            {
                message = exception.ToString();
            }

            if (message is not null) failures.Add((first + k, message));
        });
        Assert.True(failures.IsEmpty, $"{name}: {failures.Count} of {Count(count)} cases fail.\n" + string.Join("\n\n", failures.OrderBy(one => one.Message.Length).Take(3).Select(one => $"seed {one.Seed}: {one.Message}")));
    }

    private static double Number(string variable, double otherwise)
        => Environment.GetEnvironmentVariable(variable) is { Length: > 0 } text ? double.Parse(text, CultureInfo.InvariantCulture) : otherwise;
}
