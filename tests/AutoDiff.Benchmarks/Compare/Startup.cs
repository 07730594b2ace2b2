using System.Diagnostics;
using System.Globalization;
using AutoDiff.NN;

namespace AutoDiff.Benchmarks;

/// <summary>The mode <c>startup</c>: how long the smallest programs take from the start of the process to its end, their result printed, and the first epochs of a training against later ones.</summary>
internal static class Startup
{
    private const int Runs = 10, Epochs = 30, Steps = 100;

    /// <summary>Without a name measures all; a process that this one starts is told which program it is, and prints its result.</summary>
    public static int Run(ReadOnlySpan<string> args)
    {
        switch (args)
        {
            case []: return Measure();
            case ["nothing"]: break;
            case ["scalar"]: Console.WriteLine(Scalar()); break;
            case ["step"]: Console.WriteLine(Step()); break;
            case ["epochs"]: Train(); break;
            default: throw new ArgumentException("startup: nothing, scalar, step and epochs are known");
        }

        return 0;
    }

    private static int Measure()
    {
        var answers = Answers.Read(path: null);
        foreach (var program in (string[])["nothing", "scalar", "step"])
        {
            var runs = Enumerable.Range(0, Runs).Select(_ => Process(program)).ToArray();
            if (program != "nothing") answers.Check($"startup_{program}", [double.Parse(runs[0].Output, CultureInfo.InvariantCulture)]);
            var line = CompareCommand.Head("startup", program, new CompareOptions());
            line["median_ms"] = Math.Round(Benchmarks.Measure.Median(runs.Select(run => run.Milliseconds)), 1);
            line["min_ms"] = Math.Round(runs.Min(run => run.Milliseconds), 1);
            CompareCommand.Print(line);
        }

        Console.Write(Process("epochs").Output);
        return 0;
    }

    /// <summary>Milliseconds from the start of a process to its end, and what it printed.</summary>
    private static (double Milliseconds, string Output) Process(string program)
    {
        var start = new ProcessStartInfo(Environment.ProcessPath!) { UseShellExecute = false, RedirectStandardOutput = true };

        // Under `dotnet program.dll` the process is dotnet, and the program its first argument.
        if (Path.GetFileNameWithoutExtension(Environment.ProcessPath) == "dotnet") start.ArgumentList.Add(Environment.GetCommandLineArgs()[0]);
        start.ArgumentList.Add("startup");
        start.ArgumentList.Add(program);
        var watch = Stopwatch.StartNew();
        using var process = System.Diagnostics.Process.Start(start)!;
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        if (process.ExitCode != 0) throw new InvalidOperationException($"startup: the program {program} failed with exit code {process.ExitCode}.");
        return (watch.Elapsed.TotalMilliseconds, output);
    }

    /// <summary>The derivative of x² at 3.</summary>
    private static double Scalar()
    {
        using var tape = Tape.Start();
        var x = tape.Variable(3.0);
        return tape.Gradients(x * x, x)[x].Value;
    }

    /// <summary>The loss at one step of training the tiny network.</summary>
    private static float Step()
    {
        var network = new TinyMlp(batch: 1);
        using var tape = Tape.Start();
        var loss = network.Loss(network.X, network.Y);
        new Adam<float>(network.Parameters).Step(tape.Gradients(loss, network.Parameters));
        return loss.Item;
    }

    /// <summary>Trains the digit recogniser in a fresh process and prints how long each of the first epochs takes, and a late one.</summary>
    private static void Train()
    {
        var network = new MnistMlp(batch: 32);
        var training = new Training<float, int>(network, new Adam<float>(network.Parameters), isCompiled: false);
        var epochs = new double[Epochs];
        for (var epoch = 0; epoch < Epochs; epoch++)
        {
            var start = Stopwatch.GetTimestamp();
            for (var step = 0; step < Steps; step++) training.Run();
            epochs[epoch] = Stopwatch.GetElapsedTime(start).TotalMilliseconds;
        }

        var late = Benchmarks.Measure.Median(epochs[(Epochs / 2)..]);
        var line = CompareCommand.Head("startup", $"mlp_mnist_b32_adam, epochs of {Steps} steps", new CompareOptions());
        line["first_ms"] = Math.Round(epochs[0], 1);
        line["second_ms"] = Math.Round(epochs[1], 1);
        line["third_ms"] = Math.Round(epochs[2], 1);
        line["late_ms"] = Math.Round(late, 2);
        line["lost_ms"] = Math.Round(epochs.Sum(epoch => Math.Max(0, epoch - late)), 1);
        CompareCommand.Print(line);
    }
}
