using Spectre.Console;

namespace AutoDiff.NN.Console.Tests;

public sealed class ConsoleProgressTests
{
    private static EpochRecord Epoch(int epoch, double validation, params string[] remarks)
        => new(epoch, 0.5 / epoch, validation, new Dictionary<string, double> { ["accuracy"] = 0.9 }, 0.001, 75, remarks);

    private static TrainingProgress Step(int batch, EpochRecord? finished = null) => new(1, 2, batch, 4, batch, 0.5, 0.5, 1.25, 0.001, 12, finished);

    private static (ConsoleProgress Progress, StringWriter Output) Make(bool isLive)
    {
        var output = new StringWriter();
        var console = AnsiConsole.Create(new AnsiConsoleSettings
        {
            Out = new AnsiConsoleOutput(output),
            Ansi = isLive ? AnsiSupport.Yes : AnsiSupport.No,
            Interactive = isLive ? InteractionSupport.Yes : InteractionSupport.No,
            ColorSystem = ColorSystemSupport.NoColors,
        });
        console.Profile.Width = 100;
        return (new ConsoleProgress(console), output);
    }

    [Fact]
    public void Without_a_terminal_only_whole_lines_are_written()
    {
        var (progress, output) = Make(isLive: false);
        for (var batch = 1; batch <= 4; batch++) progress.Report(Step(batch));
        progress.Report(Step(4, Epoch(1, 0.25, "1 of 2 units of [x] are dead")));
        Assert.Equal(["epoch 1/2  loss 0.5  validation 0.25  accuracy 0.9  lr 0.001  1:15", "  1 of 2 units of [x] are dead", ""], output.ToString().Split('\n').Select(line => line.TrimEnd('\r')));
    }

    [Fact]
    public void In_a_terminal_a_live_line_is_written_over_and_fits_the_width()
    {
        var (progress, output) = Make(isLive: true);
        progress.Report(Step(2));
        var line = output.ToString();
        Assert.StartsWith("\repoch 1/2  ━━━━━━━━━━────────── 50 %  loss 0.5  ▁  12 steps/s  |g| 1.25  lr 0.001", line);
        Assert.InRange(line.Length, 1, 100);
        progress.Dispose();
        Assert.EndsWith("\r", output.ToString());
    }

    [Fact]
    public void The_table_has_a_row_for_every_epoch_and_names_the_best()
    {
        var (progress, output) = Make(isLive: false);
        progress.Summarise([Epoch(1, 0.4), Epoch(2, 0.2), Epoch(3, 0.3)]);
        Assert.Contains("accuracy", output.ToString());
        Assert.Contains("best validation loss 0.2 in epoch 2", output.ToString());
        Assert.Contains("3:45", output.ToString());
    }
}
