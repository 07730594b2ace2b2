using BenchmarkDotNet.Attributes;

namespace AutoDiff.Benchmarks;

/// <summary>The scalar tape: recording and one gradient, beside the plain evaluation of the same text in double.</summary>
[MemoryDiagnoser]
public class Scalars
{
    private const int Steps = 1000;
    private readonly double _start = 0.5;
    private readonly double _factor = 0.9;
    private readonly double _growth = 1.0001;

    /// <summary>x sin x sin x ..., in double.</summary>
    [Benchmark(Baseline = true, OperationsPerInvoke = 2 * Steps)]
    public double Plain() => Chain(_start, _factor);

    /// <summary>The same with its gradient.</summary>
    [Benchmark(OperationsPerInvoke = 2 * Steps)]
    public double Gradient()
    {
        using var tape = Tape.Start();
        var x = tape.Variable(_start);
        return tape.Gradients(Chain(x, tape.Variable(_factor)), x)[x].Value;
    }

    /// <summary>Products only: the cost of the tape without that of a function.</summary>
    [Benchmark(OperationsPerInvoke = Steps)]
    public double Products()
    {
        using var tape = Tape.Start();
        var x = tape.Variable(_growth);
        var y = x;
        for (var i = 0; i < Steps; i++) y *= x;
        return tape.Gradients(y, x)[x].Value;
    }

    private static N Chain<N>(N x, N a) where N : System.Numerics.ITrigonometricFunctions<N>
    {
        for (var i = 0; i < Steps; i++) x = N.Sin(x) * a;
        return x;
    }
}
