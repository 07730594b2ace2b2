using System.Globalization;

namespace AutoDiff.Benchmarks;

/// <summary>What the command line of the modes for machines says.</summary>
internal sealed record CompareOptions
{
    public const string Help =
        """
        usage: AutoDiff.Benchmarks quick                  the few numbers that are watched, in seconds
               AutoDiff.Benchmarks compare [options]      one JSON line a benchmark, as the PyTorch scripts print them
               AutoDiff.Benchmarks limits  [options]      what the machine can do at most: arithmetic, memory
               AutoDiff.Benchmarks memory  [options]      what a training step allocates, and peak memory (one --only a process)
               AutoDiff.Benchmarks startup                how long a small program takes, and the first epochs
               AutoDiff.Benchmarks scalars                four functions of many scalars, their gradients beside plain double
               AutoDiff.Benchmarks shakespeare [FILE]     what a small GPT reaches on Shakespeare, beside the published loss; minutes
               AutoDiff.Benchmarks ...                    anything else goes to BenchmarkDotNet; try --list flat

          --threads N        threads of the library                           (1)
          --only NAME,NAME   just these benchmarks                            (all)
          --reps N           repetitions, of which the median counts          (15)
          --min_time X       seconds a repetition takes at least              (0.1)
          --warm X           seconds before, for the JIT                      (2)
          --answers FILE     what Peers/answers.py wrote                      (the file beside the program)
          --list             prints each name, and that of the same work in the peers' scripts
        """;

    public int Threads { get; private set; } = 1;

    public IReadOnlyList<string> Only { get; private set; } = [];

    public int Repetitions { get; private set; } = 15;

    public double LeastTime { get; private set; } = 0.1;

    public double Warm { get; private set; } = 2;

    public string? AnswerFile { get; private set; }

    public bool IsList { get; private set; }

    /// <exception cref="ArgumentException">An option is unknown, or its value is missing or out of range.</exception>
    public static CompareOptions Parse(ReadOnlySpan<string> args)
    {
        var options = new CompareOptions();
        for (var k = 0; k < args.Length; k++)
        {
            var name = args[k];
            if (name == "--list")
            {
                options.IsList = true;
                continue;
            }

            if (++k == args.Length) throw new ArgumentException($"{name} is unknown, or needs a value");
            var value = args[k];
            switch (name)
            {
                case "--threads": options.Threads = Whole(name, value); break;
                case "--only": options.Only = value.Split(',', StringSplitOptions.RemoveEmptyEntries); break;
                case "--reps": options.Repetitions = Whole(name, value); break;
                case "--min_time": options.LeastTime = Seconds(name, value); break;
                case "--warm": options.Warm = Seconds(name, value); break;
                case "--answers": options.AnswerFile = value; break;
                default: throw new ArgumentException($"unknown option '{name}'");
            }
        }

        return options;
    }

    private static int Whole(string name, string value)
        => int.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number is > 0 and <= 10_000
            ? number
            : throw new ArgumentException($"{name} must be a whole number above 0, got '{value}'");

    private static double Seconds(string name, string value)
        => double.TryParse(value, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) && number is >= 0 and <= 600
            ? number
            : throw new ArgumentException($"{name} must be a number of seconds from 0 to 600, got '{value}'");
}
