using System.Diagnostics;
using System.Globalization;
using Spectre.Console;

namespace AutoDiff.NN.Console;

/// <summary>Shows a training in the terminal: one live line while it goes on, one line for every epoch that is finished, and a table in the end.</summary>
/// <remarks>Where the output is no terminal, only whole lines are written. Dispose it, or call <see cref="Summarise"/>, to leave the live line.</remarks>
/// <example><code>
/// using var progress = new ConsoleProgress();
/// var trainer = new Trainer&lt;float, Batch&lt;float&gt;&gt;(...) { Progress = progress };
/// trainer.Fit(training, epochs: 10, validation);
/// progress.Summarise(trainer.History);
/// </code></example>
public sealed class ConsoleProgress : IProgress<TrainingProgress>, IDisposable
{
    /// <summary>Losses that are kept for the curve; older ones are merged two by two beyond that.</summary>
    private const int Kept = 4096;

    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(100);
    private readonly IAnsiConsole _console;
    private readonly List<double> _losses = [];
    private (long Time, long Batches) _begun;
    private long _shown;
    private int _width;

    /// <summary>Shows progress on a console.</summary>
    /// <param name="console">Null for that of the process.</param>
    public ConsoleProgress(IAnsiConsole? console = null) => _console = console ?? AnsiConsole.Console;

    private bool IsLive => _console.Profile.Capabilities.Interactive && _console.Profile.Capabilities.Ansi;

    /// <inheritdoc/>
    public void Report(TrainingProgress value)
    {
        ArgumentNullException.ThrowIfNull(value);
        if (value.Finished is { } epoch)
        {
            Clear();
            WriteEpoch(epoch, value);
            return;
        }

        if (_losses.Count == 0) _begun = (Stopwatch.GetTimestamp(), BatchesOf(value));
        Keep(value.Loss);
        if (!IsLive || (_shown != 0 && Stopwatch.GetElapsedTime(_shown) < Interval)) return;
        _shown = Stopwatch.GetTimestamp();
        Show(value);
    }

    /// <summary>Leaves the live line and writes a table of the epochs, the best validation loss marked.</summary>
    public void Summarise(IReadOnlyList<EpochRecord> history)
    {
        ArgumentNullException.ThrowIfNull(history);
        Clear();
        if (history.Count == 0) return;
        var names = history.SelectMany(record => record.Metrics.Keys).Distinct().Order(StringComparer.Ordinal).ToArray();
        var table = new Table().Border(TableBorder.Simple).AddColumn(Right("epoch")).AddColumn(Right("loss")).AddColumn(Right("validation"));
        foreach (var name in names) table.AddColumn(Right(name));
        table.AddColumn(Right("learning rate")).AddColumn(Right("time"));
        var best = history.Where(record => !double.IsNaN(record.ValidationLoss)).MinBy(record => record.ValidationLoss);
        foreach (var record in history)
        {
            string[] cells =
            [
                record.Epoch.ToString(CultureInfo.InvariantCulture), Number(record.TrainingLoss), Number(record.ValidationLoss),
                .. names.Select(name => Number(record.Metrics.GetValueOrDefault(name, double.NaN))), Number(record.LearningRate), Time(record.Seconds),
            ];
            table.AddRow([.. cells.Select(cell => record == best ? $"[green]{cell}[/]" : cell)]);
        }

        _console.Write(table);
        _console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"loss {Curve([.. history.Select(record => record.TrainingLoss)], 60)}  {Time(history.Sum(record => record.Seconds))}{(best is null ? "" : $"; best validation loss {Number(best.ValidationLoss)} in epoch {best.Epoch}")}"));
    }

    /// <summary>Leaves the live line.</summary>
    public void Dispose() => Clear();

    private void Show(TrainingProgress value)
    {
        var done = (double)value.Batch / value.Batches;
        var left = _begun.Batches < BatchesOf(value)
            ? Time(Stopwatch.GetElapsedTime(_begun.Time).TotalSeconds / (BatchesOf(value) - _begun.Batches) * ((long)value.Epochs * value.Batches - BatchesOf(value)))
            : "";
        const int Bar = 20;
        var full = (int)(done * Bar);
        string[] parts =
        [
            $"epoch {value.Epoch}/{value.Epochs}", $"{new string('━', full)}{new string('─', Bar - full)} {Text(100 * done, "F0")} %", $"loss {Number(value.MeanLoss)}",
            Curve(_losses, 24), $"{Text(value.StepsPerSecond, value.StepsPerSecond < 10 ? "F1" : "F0")} steps/s", $"|g| {Number(value.GradientNorm)}", $"lr {Number(value.LearningRate)}", left.Length > 0 ? $"{left} left" : "",
        ];

        // What does not fit into the line is left out, from the end.
        var line = "";
        foreach (var part in parts.Where(part => part.Length > 0))
        {
            if (line.Length + 2 + part.Length >= _console.Profile.Width) break;
            line += line.Length > 0 ? "  " + part : part;
        }

        _console.Profile.Out.Writer.Write($"\r{line.PadRight(_width)}");
        _console.Profile.Out.Writer.Flush();
        _width = line.Length;
    }

    private void WriteEpoch(EpochRecord epoch, TrainingProgress value)
    {
        List<string> parts = [$"epoch {epoch.Epoch}/{value.Epochs}", $"loss {Number(epoch.TrainingLoss)}"];
        if (!double.IsNaN(epoch.ValidationLoss)) parts.Add($"validation {Number(epoch.ValidationLoss)}");
        parts.AddRange(epoch.Metrics.OrderBy(metric => metric.Key, StringComparer.Ordinal).Select(metric => $"{metric.Key} {Number(metric.Value)}"));
        parts.Add($"lr {Number(epoch.LearningRate)}");
        parts.Add(Time(epoch.Seconds));
        _console.Profile.Out.Writer.WriteLine(string.Join("  ", parts));
        foreach (var remark in epoch.Remarks) _console.MarkupLine($"  [yellow]{Markup.Escape(remark)}[/]");
        _console.Profile.Out.Writer.Flush();
    }

    private void Clear()
    {
        if (_width == 0) return;
        _console.Profile.Out.Writer.Write($"\r{new string(' ', _width)}\r");
        _console.Profile.Out.Writer.Flush();
        (_width, _shown) = (0, 0);
    }

    private void Keep(double loss)
    {
        _losses.Add(loss);
        if (_losses.Count < Kept) return;
        for (var k = 0; k < Kept / 2; k++) _losses[k] = (_losses[2 * k] + _losses[2 * k + 1]) / 2;
        _losses.RemoveRange(Kept / 2, _losses.Count - Kept / 2);
    }

    /// <summary>Batches since the beginning of the training.</summary>
    private static long BatchesOf(TrainingProgress value) => (value.Epoch - 1L) * value.Batches + value.Batch;

    /// <summary>Losses fall by orders of magnitude, so they are drawn by their logarithms where they have any.</summary>
    private static string Curve(IReadOnlyList<double> losses, int width)
        => Sparkline.Draw(losses.All(loss => !(loss <= 0)) ? [.. losses.Select(loss => Math.Log(loss))] : losses, width);

    private static TableColumn Right(string title) => new TableColumn(Markup.Escape(title)).RightAligned();

    private static string Number(double number) => double.IsNaN(number) ? "–" : Text(number, Math.Abs(number) is >= 1e-3 and < 1e5 ? "G4" : "0.##e+0");

    private static string Text(double number, string format) => number.ToString(format, CultureInfo.InvariantCulture);

    private static string Time(double seconds) => seconds < 60 ? $"{Text(seconds, "F1")} s" : TimeSpan.FromSeconds(seconds).ToString(seconds < 3600 ? @"m\:ss" : @"h\:mm\:ss", CultureInfo.InvariantCulture);
}
