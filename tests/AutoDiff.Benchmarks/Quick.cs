using System.Diagnostics;

namespace AutoDiff.Benchmarks;

/// <summary>The numbers that are watched, measured in a few seconds: the median of several rounds after warming up.</summary>
internal static class Quick
{
    public static void Run()
    {
        var scalars = new Scalars();
        Report("scalar operation, sin and multiply, recorded and replayed", 2000, "operation", () => scalars.Gradient());
        Report("scalar operation, sin and multiply, plain double", 2000, "operation", () => scalars.Plain());
        Report("scalar multiply, recorded and replayed", 1000, "operation", () => scalars.Products());
        var tensors = new SmallTensors();
        Report("tensor add of 64, forward and backward", 1000, "operation", () => tensors.Add());
        Report("tensor multiply of 64, forward and backward", 1000, "operation", () => tensors.Multiply());
        foreach (var batch in (int[])[32, 128])
        {
            var training = new TrainingStep { Batch = batch };
            training.Setup();
            Report($"training step 784-128-10, Adam, batch {batch}", 1, "step", training.Step);
        }
    }

    private static void Report(string what, int count, string unit, Action action)
    {
        var warm = Stopwatch.StartNew();
        while (warm.ElapsedMilliseconds < 1500) action();
        var rounds = new double[21];
        var bytes = 0L;
        for (var round = 0; round < rounds.Length; round++)
        {
            const int Calls = 20;
            var before = GC.GetAllocatedBytesForCurrentThread();
            var watch = Stopwatch.StartNew();
            for (var call = 0; call < Calls; call++) action();
            rounds[round] = watch.Elapsed.TotalNanoseconds / Calls / count;
            bytes = (GC.GetAllocatedBytesForCurrentThread() - before) / Calls / count;
        }

        Array.Sort(rounds);
        Console.WriteLine(FormattableString.Invariant($"{what}: {rounds[rounds.Length / 2]:N1} ns, {bytes:N0} bytes a {unit}"));
    }
}
