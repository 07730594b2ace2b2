using System.Diagnostics;
using BenchmarkDotNet.Attributes;

namespace AutoDiff.Benchmarks;

/// <summary>The scalar tape on whole functions: value and gradient, beside the value alone in double.</summary>
[MemoryDiagnoser]
public class ScalarFunctions
{
    private double[] _at = [];
    private double _step;
    private double[] _gradient = [];
    private Var<double>[] _variables = [];
    private Func<double[], double>? _plain;
    private Func<Var<double>[], Var<double>>? _taped;

    [Params("chain", "rosenbrock", "product", "mixture")]
    public string Function { get; set; } = "chain";

    [GlobalSetup]
    public void Setup()
    {
        (_, _at, _step, _plain, _taped) = ScalarPrograms.All.Single(function => function.Name == Function);
        _gradient = new double[_at.Length];
        _variables = new Var<double>[_at.Length];
        Check();
    }

    /// <summary>The value, in double.</summary>
    [Benchmark(Baseline = true)]
    public double Plain() => _plain!(_at);

    /// <summary>The value and the gradient, recorded anew.</summary>
    [Benchmark]
    public double Gradient()
    {
        using var tape = Tape.Start();
        tape.Variables(_at, _variables);
        var y = _taped!(_variables);
        tape.Gradients(y, _variables, _gradient);
        return y.Value;
    }

    /// <summary>Prints a line of JSON for each function: microseconds for the gradient and for the plain value, and the bytes that a gradient allocates.</summary>
    internal static void Run()
    {
        foreach (var (name, _, _, _, _) in ScalarPrograms.All)
        {
            var function = new ScalarFunctions { Function = name };
            function.Setup();
            var (ours, plain, bytes) = function.Time();
            Console.WriteLine(FormattableString.Invariant($"{{\"bench\": \"scalar_{name}\", \"ours_us\": {ours:F3}, \"plain_us\": {plain:F3}, \"bytes\": {bytes}}}"));
        }
    }

    /// <summary>Medians of rounds in which both take turns, after a second of warming up.</summary>
    private (double Ours, double Plain, long Bytes) Time()
    {
        const int Rounds = 21;
        var warm = Stopwatch.StartNew();
        var calls = 0;
        while (warm.ElapsedMilliseconds < 1000)
        {
            Plain();
            Gradient();
            calls++;
        }

        // A round takes some ten milliseconds, or one call.
        var repeats = Math.Max(1, calls / 100);
        var (ours, plain) = (new double[Rounds], new double[Rounds]);
        var bytes = 0L;
        for (var round = 0; round < Rounds; round++)
        {
            var before = GC.GetAllocatedBytesForCurrentThread();
            var start = Stopwatch.GetTimestamp();
            for (var k = 0; k < repeats; k++) Gradient();
            ours[round] = Stopwatch.GetElapsedTime(start).TotalMicroseconds / repeats;
            bytes = (GC.GetAllocatedBytesForCurrentThread() - before) / repeats;
            start = Stopwatch.GetTimestamp();
            for (var k = 0; k < repeats; k++) Plain();
            plain[round] = Stopwatch.GetElapsedTime(start).TotalMicroseconds / repeats;
        }

        return (Measure.Median(ours), Measure.Median(plain), bytes);
    }

    /// <summary>Holds the value to the plain one, and the gradient along one direction to a central difference of the plain function.</summary>
    private void Check()
    {
        var value = Gradient();
        double[] direction = [.. Enumerable.Range(0, _at.Length).Select(k => (double)Numbers.Unit(k, Numbers.Vector))];
        var slope = direction.Zip(_gradient, (v, g) => v * g).Sum();
        double Along(double t) => _plain!([.. _at.Zip(direction, (x, v) => x + t * v)]);
        var difference = (Along(_step) - Along(-_step)) / (2 * _step);

        // The difference is good to about h² and to the rounding of the values over h.
        var tolerance = 1e-5 * (1 + Math.Abs(slope)) + 1e-8 * Math.Abs(value);
        if (!(Math.Abs(value - Plain()) <= 1e-9 * Math.Abs(value)) || !(Math.Abs(slope - difference) <= tolerance))
            throw new WrongAnswerException($"scalar_{Function}: value {value:R} for {Plain():R}, derivative {slope:R} for {difference:R}");
    }
}
