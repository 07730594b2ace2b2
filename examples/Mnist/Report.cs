using System.Diagnostics;
using System.Globalization;
using AutoDiff.NN;
using Spectre.Console;

namespace Mnist;

/// <summary>An image that the model took for another digit.</summary>
internal readonly record struct Misread(float[] Pixels, int Label, int Prediction);

/// <summary>What the program draws in the terminal. Redirected output gets the same lines without the moving bar.</summary>
internal static class Report
{
    /// <summary>Runs one epoch under a progress bar.</summary>
    /// <param name="title">Shown before the bar.</param>
    /// <param name="samples">How many samples there are to come.</param>
    /// <param name="work">Calls back after each step with its number of samples and its loss.</param>
    /// <returns>The mean loss, and the time taken.</returns>
    public static (double Loss, TimeSpan Time) Epoch(string title, int samples, Action<Action<int, double>> work)
    {
        var watch = Stopwatch.StartNew();
        var (done, sum, shown) = (0, 0.0, 0L);
        void Count(int count, double loss) => (done, sum) = (done + count, sum + count * loss);
        if (!AnsiConsole.Profile.Capabilities.Interactive || Console.IsOutputRedirected) work(Count);
        else
        {
            AnsiConsole.Progress().AutoClear(true)
                .Columns(new TaskDescriptionColumn(), new ProgressBarColumn(), new PercentageColumn(), new RemainingTimeColumn())
                .Start(context =>
                {
                    var task = context.AddTask(title, maxValue: samples);
                    work((count, loss) =>
                    {
                        Count(count, loss);
                        task.Increment(count);
                        if (watch.ElapsedMilliseconds - shown < 100) return;
                        shown = watch.ElapsedMilliseconds;
                        task.Description = Text($"{title}  loss {sum / done:F4}  {done / watch.Elapsed.TotalSeconds:N0} images/s");
                    });
                });
        }

        return (sum / done, watch.Elapsed);
    }

    /// <summary>One line of plain text.</summary>
    public static void Line(FormattableString text) => Console.WriteLine(Text(text));

    /// <summary>How often each digit was read as each other one.</summary>
    public static void Confusion(ConfusionMatrix counts)
    {
        var table = new Table().Title("rows: the digit, columns: what was read").Border(TableBorder.Simple).AddColumn("");
        for (var k = 0; k < counts.Classes; k++) table.AddColumn(new TableColumn(Text($"{k}")).RightAligned());
        for (var label = 0; label < counts.Classes; label++)
        {
            var row = new List<string> { Text($"[bold]{label}[/]") };
            for (var k = 0; k < counts.Classes; k++)
            {
                var count = counts[label, k];
                row.Add(k == label ? Text($"[green]{count}[/]") : count == 0 ? "[grey]·[/]" : count > 9 ? Text($"[red]{count}[/]") : Text($"{count}"));
            }

            table.AddRow([.. row]);
        }

        AnsiConsole.Write(table);
    }

    /// <summary>Images side by side, two pixels to a character.</summary>
    public static void Digits(IReadOnlyList<Misread> misreads)
    {
        // Digits fill the middle 20 x 20 of the image; one more pixel on each side is kept.
        const int First = 3, Last = MnistData.Side - 3, Width = Last - First;
        if (misreads.Count == 0) return;
        Console.WriteLine(string.Join("   ", misreads.Select(misread => $"{misread.Label} read as {misread.Prediction}".PadRight(Width))).TrimEnd());
        for (var row = First; row < Last; row += 2)
        {
            var y = row;
            Console.WriteLine(string.Join("   ", misreads.Select(misread => string.Concat(Enumerable.Range(First, Width).Select(x => Cell(misread.Pixels, y, x))))).TrimEnd());
        }
    }

    private static char Cell(float[] pixels, int y, int x)
    {
        const float Ink = 0.35f;
        return (pixels[y * MnistData.Side + x] > Ink, pixels[(y + 1) * MnistData.Side + x] > Ink) switch
        {
            (true, true) => '█',
            (true, false) => '▀',
            (false, true) => '▄',
            _ => ' ',
        };
    }

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
