using System.Diagnostics;
using AutoDiff.NN;

namespace AutoDiff.Benchmarks;

/// <summary>The mode <c>startup</c>: how long the smallest programs take from the start of the process to its end, and the first epochs of a training against later ones.</summary>
internal static class Startup
{
    private const int Runs = 10, Epochs = 30, Steps = 100;

    /// <summary>Without a name measures all; a process that this one starts is told which program it is.</summary>
    public static int Run(ReadOnlySpan<string> args)
    {
        switch (args)
        {
            case []: Measure(); return 0;
            case ["nothing"]: return 0;
            case ["scalar"]: return Scalar() == 6 ? 0 : 1;
            case ["step"]: return float.IsFinite(Step()) ? 0 : 1;
            case ["epochs"]: Train(); return 0;
            default: throw new ArgumentException("startup: nothing, scalar, step and epochs are known");
        }
    }

    private static void Measure()
    {
        foreach (var program in (string[])["nothing", "scalar", "step"])
        {
            var times = Enumerable.Range(0, Runs).Select(_ => Process(program)).ToArray();
            var line = CompareCommand.Head("startup", program, new CompareOptions());
            line["median_ms"] = Math.Round(Benchmarks.Measure.Median(times), 1);
            line["min_ms"] = Math.Round(times.Min(), 1);
            CompareCommand.Print(line);
        }

        Process("epochs");
    }

    /// <summary>Milliseconds from the start of a process to its end.</summary>
    private static double Process(string program)
    {
        var start = new ProcessStartInfo(Environment.ProcessPath!) { UseShellExecute = false };

        // Under `dotnet program.dll` the process is dotnet, and the program its first argument.
        if (Path.GetFileNameWithoutExtension(Environment.ProcessPath) == "dotnet") start.ArgumentList.Add(Environment.GetCommandLineArgs()[0]);
        start.ArgumentList.Add("startup");
        start.ArgumentList.Add(program);
        var watch = Stopwatch.StartNew();
        using var process = System.Diagnostics.Process.Start(start)!;
        process.WaitForExit();
        if (process.ExitCode != 0) throw new InvalidOperationException($"startup: the program {program} failed with exit code {process.ExitCode}.");
        return watch.Elapsed.TotalMilliseconds;
    }

    /// <summary>The derivative of x² at 3.</summary>
    private static double Scalar()
    {
        using var tape = Tape.Start();
        var x = tape.Variable(3.0);
        return tape.Gradients(x * x, x)[x].Value;
    }

    /// <summary>One step of training the tiny network.</summary>
    private static float Step()
    {
        var network = new TinyMlp(batch: 1);
        using var tape = Tape.Start();
        var loss = network.Loss();
        new Adam<float>(network.Parameters).Step(tape.Gradients(loss, network.Parameters));
        return loss.Item;
    }

    /// <summary>Trains the digit recogniser in a fresh process and prints how long each of the first epochs takes, and a late one.</summary>
    private static void Train()
    {
        var training = new Training(new MnistMlp(batch: 32), parameters => new Adam<float>(parameters));
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
