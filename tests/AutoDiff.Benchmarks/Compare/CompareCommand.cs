using System.Text.Json.Nodes;
using AutoDiff.Kernels;

namespace AutoDiff.Benchmarks;

/// <summary>The modes <c>compare</c> and <c>limits</c>: JSON lines for <c>compare.sh</c>, which puts them beside those of PyTorch.</summary>
internal static class CompareCommand
{
    /// <summary>Measures what is asked for and prints one line each. A wrong answer, or an error, is reported instead of a time.</summary>
    /// <returns>The exit code: 0 if all went well.</returns>
    public static int Run(CompareOptions options)
    {
        var cases = Chosen(options);
        if (options.IsList)
        {
            foreach (var one in cases) Console.WriteLine($"{one.Name} {one.Peer}");
            return 0;
        }

        Workers.Count = options.Threads;
        var answers = Answers.Read(options.AnswerFile);
        var failures = 0;
        foreach (var (name, peer, create) in cases)
        {
            try
            {
                var workload = create();
                answers.Check(peer, workload.Answer());
                Print(Line(name, peer, workload, options));
            }
            catch (Exception error) when (error is WrongAnswerException or NotSupportedException)
            {
                // The others are worth measuring all the same.
                Console.Error.WriteLine($"{name}: {error.Message}");
                failures++;
            }
        }

        return failures == 0 ? 0 : 1;
    }

    /// <summary>Prints what the machine can do at most.</summary>
    public static int RunLimits(CompareOptions options)
    {
        foreach (var (name, rate) in Limits.All(options.Threads))
        {
            var line = Head("limit", name, options);
            line["giga_per_s"] = Math.Round(rate, 2);
            Print(line);
        }

        return 0;
    }

    /// <summary>The workloads that were asked for.</summary>
    /// <exception cref="ArgumentException">There is no workload of a name.</exception>
    public static IReadOnlyList<Case> Chosen(CompareOptions options)
    {
        if (options.Only.Count == 0) return [.. Suite.All];
        var byName = Suite.All.ToDictionary(one => one.Name);
        return [.. options.Only.Select(name => byName.TryGetValue(name, out var found) ? found : throw new ArgumentException($"no benchmark is named '{name}'; see --list"))];
    }

    private static JsonObject Line(string name, string peer, Workload workload, CompareOptions options)
    {
        var (median, least, calls) = Measure.Seconds(workload, options);
        var (line, cost) = (Head("bench", name, options), workload.Cost);
        line["peer"] = peer;
        line["median_us"] = Math.Round(median * 1e6, 3);
        line["min_us"] = Math.Round(least * 1e6, 3);
        line["iters_per_rep"] = calls;
        line["reps"] = options.Repetitions;
        if (cost.Flops > 0) line["gflops"] = Math.Round(cost.Flops / median / 1e9, 3);
        if (cost.Bytes > 0) line["gb_per_s"] = Math.Round(cost.Bytes / median / 1e9, 3);
        if (cost.Elements > 0) line["ns_per_elem"] = Math.Round(median * 1e9 / cost.Elements, 3);
        if (cost.Operations > 0) line["us_per_op"] = Math.Round(median * 1e6 / cost.Operations, 4);
        if (cost.Limit is { } limit) line["limit"] = limit;
        return line;
    }

    /// <summary>The beginning of a line: what it is about, who measured it, with how many threads.</summary>
    public static JsonObject Head(string kind, string name, CompareOptions options) => new()
    {
        [kind] = name,
        ["lib"] = $"AutoDiff {typeof(Tape).Assembly.GetName().Version?.ToString(3)}",
        ["threads"] = options.Threads,
    };

    /// <summary>Prints a line at once.</summary>
    public static void Print(JsonObject line)
    {
        Console.Out.WriteLine(line.ToJsonString());
        Console.Out.Flush();
    }
}
