using System.Globalization;

namespace AutoDiff.Mutations;

/// <summary>What the command line asks for.</summary>
internal sealed record Options
{
    /// <summary>How the program is called.</summary>
    public const string Usage =
        "usage: AutoDiff.Mutation [--only PART-OF-A-FILE] [--tests PART-OF-A-NAME] [--max COUNT [--seed SEED]] [--processes COUNT] [--root FOLDER] [--list] [--killers]";

    /// <summary>Files whose path contains this are mutated.</summary>
    public string Only { get; private init; } = "";

    /// <summary>Tests whose name contains this are run.</summary>
    public string Tests { get; private init; } = "";

    /// <summary>At most so many mutants are judged, drawn with <see cref="Seed"/>.</summary>
    public int Max { get; private init; } = int.MaxValue;

    /// <summary>The seed of the draw.</summary>
    public int Seed { get; private init; } = 1;

    /// <summary>How many processes run tests side by side.</summary>
    public int Processes { get; private init; } = Environment.ProcessorCount;

    /// <summary>The folder of AutoDiff.sln; found above the program if it is not given.</summary>
    public string Root { get; private init; } = "";

    /// <summary>Only lists the mutants.</summary>
    public bool List { get; private init; }

    /// <summary>Also says which test killed each mutant.</summary>
    public bool Killers { get; private init; }

    /// <summary>Reads the command line.</summary>
    /// <exception cref="ArgumentException">An option is unknown or lacks its value.</exception>
    public static Options Parse(IReadOnlyList<string> arguments)
    {
        var options = new Options();
        for (var k = 0; k < arguments.Count; k++)
        {
            options = arguments[k] switch
            {
                "--list" => options with { List = true },
                "--killers" => options with { Killers = true },
                "--only" => options with { Only = Value() },
                "--tests" => options with { Tests = Value() },
                "--root" => options with { Root = Value() },
                "--max" => options with { Max = Count() },
                "--seed" => options with { Seed = Count() },
                "--processes" => options with { Processes = Math.Max(1, Count()) },
                var unknown => throw new ArgumentException($"unknown option {unknown}; {Usage}"),
            };

            string Value() => ++k < arguments.Count ? arguments[k] : throw new ArgumentException($"{arguments[k - 1]} needs a value; {Usage}");

            int Count() => int.TryParse(Value(), NumberStyles.None, CultureInfo.InvariantCulture, out var count) ? count : throw new ArgumentException($"{arguments[k - 1]} needs a number, got {arguments[k]}; {Usage}");
        }

        return options.Root.Length > 0 ? options : options with { Root = Above(AppContext.BaseDirectory) };
    }

    private static string Above(string folder)
    {
        for (var at = new DirectoryInfo(folder); at is not null; at = at.Parent)
        {
            if (File.Exists(Path.Combine(at.FullName, "AutoDiff.sln"))) return at.FullName;
        }

        throw new ArgumentException("AutoDiff.sln was not found above the program; give its folder with --root.");
    }
}
