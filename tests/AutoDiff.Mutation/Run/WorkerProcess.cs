using System.Diagnostics;
using System.Globalization;

namespace AutoDiff.Mutations;

/// <summary>How a test went.</summary>
/// <param name="Passed">True where it passed.</param>
/// <param name="Milliseconds">How long it took.</param>
/// <param name="Detail">Mutants that were reached, or what went wrong.</param>
internal sealed record Outcome(bool Passed, int Milliseconds, string Detail);

/// <summary>A child process that runs tests. It is started again when it hangs or ends.</summary>
/// <param name="folder">Where the program lies beside the mutated library.</param>
/// <param name="mutants">How many mutants there are.</param>
/// <param name="filter">Which tests there are.</param>
internal sealed class WorkerProcess(string folder, int mutants, string filter) : IDisposable
{
    private static readonly TimeSpan StartLimit = TimeSpan.FromMinutes(5);
    private Process? _process;

    /// <summary>How many tests there are.</summary>
    public int TestCount { get; private set; }

    /// <summary>Starts the process, if it does not run.</summary>
    public void Start()
    {
        if (_process is not null) return;
        var start = new ProcessStartInfo(Environment.ProcessPath!) { RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true, WorkingDirectory = folder };
        if (!Path.GetFileNameWithoutExtension(start.FileName).StartsWith("AutoDiff", StringComparison.Ordinal)) start.ArgumentList.Add(Path.Combine(folder, "AutoDiff.Mutation.dll"));
        else start.FileName = Path.Combine(folder, Path.GetFileName(start.FileName));
        foreach (var argument in new[] { "--worker", mutants.ToString(CultureInfo.InvariantCulture), filter }) start.ArgumentList.Add(argument);
        _process = Process.Start(start)!;
        _process.ErrorDataReceived += (_, _) => { };
        _process.BeginErrorReadLine();
        TestCount = Read(StartLimit) is { } count ? int.Parse(count, CultureInfo.InvariantCulture) : throw new InvalidOperationException("mutation: the process for the tests did not start; run it with --worker 0 \"\" to see why.");
    }

    /// <summary>Runs a test with a mutant; a process that ends or hangs counts as failed.</summary>
    public Outcome Run(int mutant, int test, TimeSpan limit)
    {
        Start();
        _process!.StandardInput.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{mutant} {test}"));
        _process.StandardInput.Flush();
        if (Read(limit) is { } answer)
        {
            var parts = answer.Split(' ', 3);
            return new(parts[0] == "pass", int.Parse(parts[1], CultureInfo.InvariantCulture), parts[2]);
        }

        var ended = _process.HasExited;
        Dispose();
        return new(false, (int)limit.TotalMilliseconds, ended ? "the process ended" : $"no end after {limit.TotalSeconds:0} s");
    }

    /// <summary>Ends the process.</summary>
    public void Dispose()
    {
        if (_process is { HasExited: false }) _process.Kill();
        _process?.Dispose();
        _process = null;
    }

    private string? Read(TimeSpan limit)
    {
        var line = _process!.StandardOutput.ReadLineAsync();
        return line.Wait(limit) ? line.Result : null;
    }
}
