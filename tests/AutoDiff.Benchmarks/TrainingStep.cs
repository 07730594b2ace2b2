using AutoDiff.NN;
using BenchmarkDotNet.Attributes;

namespace AutoDiff.Benchmarks;

/// <summary>One step of training the digit recogniser: 784-128-10, float, Adam.</summary>
[MemoryDiagnoser]
public class TrainingStep
{
    private readonly Sequential<float> _model;
    private readonly Adam<float> _optimiser;
    private Tensor<float> _images = Tensor.Zeros<float>([0, 784]);
    private Tensor<int> _labels = Tensor.Zeros<int>([0]);

    public TrainingStep()
    {
        var random = new Rng(1);
        _model = new Sequential<float>(new Linear<float>(784, 128, random), new Relu<float>(), new Linear<float>(128, 10, random));
        _optimiser = new Adam<float>(_model.Parameters);
    }

    [Params(32, 128)]
    public int Batch { get; set; }

    [GlobalSetup]
    public void Setup()
    {
        var random = new Rng(2);
        _images = Tensor.Uniform<float>([Batch, 784], random);
        _labels = Tensor.From(Enumerable.Range(0, Batch).Select(i => i % 10).ToArray());
    }

    /// <summary>Forward, backward, update.</summary>
    [Benchmark]
    public void Step()
    {
        using var tape = Tape.Start();
        _optimiser.Step(tape.Gradients(Losses.CrossEntropy(_model.Forward(_images), _labels), _model.Parameters));
    }
}
