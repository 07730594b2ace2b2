using BenchmarkDotNet.Attributes;

namespace AutoDiff.Benchmarks;

/// <summary>The overhead of the engine: a chain of small tensor operations, forward and backward.</summary>
[MemoryDiagnoser]
public class SmallTensors
{
    private const int Steps = 1000;
    private readonly Tensor<float> _start = Tensor.Ones<float>([64]);

    /// <summary>y + x, a thousand times.</summary>
    [Benchmark(OperationsPerInvoke = Steps)]
    public Tensor<float> Add() => Chain((y, x) => y + x);

    /// <summary>y · x, a thousand times.</summary>
    [Benchmark(OperationsPerInvoke = Steps)]
    public Tensor<float> Multiply() => Chain((y, x) => y * x);

    private Tensor<float> Chain(Func<Tensor<float>, Tensor<float>, Tensor<float>> step)
    {
        using var tape = Tape.Start();
        var x = tape.Variable(_start);
        var y = x;
        for (var i = 0; i < Steps; i++) y = step(y, x);
        return tape.Gradients(Tensor.Sum(y), x)[x];
    }
}
