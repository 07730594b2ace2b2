using AutoDiff.NN;

namespace AutoDiff.Benchmarks;

/// <summary>2-16-16-1, tanh, mean squared error: so small that the overhead of the engine is all there is.</summary>
internal sealed class TinyMlp : Network
{
    private readonly Sequential<float> _model;
    private readonly Tensor<float> _x, _targets;

    public TinyMlp(int batch)
    {
        var make = new WeightMaker();
        _model = new Sequential<float>(make.Linear(2, 16), new Tanh<float>(), make.Linear(16, 16), new Tanh<float>(), make.Linear(16, 1));
        _x = Numbers.Tensor([batch, 2], Numbers.Input, Numbers.UnitVariance);
        _targets = Numbers.Tensor([batch, 1], Numbers.Target, Numbers.UnitVariance);
        ForwardFlops = 2.0 * batch * (2 * 16 + 16 * 16 + 16);

        // The first layer needs no gradient of its input.
        GradientFlops = 2.0 * batch * (2 * 2 * 16 + 3 * (16 * 16 + 16));
    }

    public override IReadOnlyList<Parameter<float>> Parameters => _model.Parameters;

    public override double ForwardFlops { get; }

    public override double GradientFlops { get; }

    public override Tensor<float> Forward() => _model.Forward(_x);

    public override Tensor<float> Loss() => Losses.MeanSquaredError(Forward(), _targets);
}

/// <summary>784-128-10, relu, cross-entropy: the digit recogniser.</summary>
internal sealed class MnistMlp : Network
{
    private readonly Sequential<float> _model;
    private readonly Tensor<float> _x;
    private readonly Tensor<int> _labels;

    public MnistMlp(int batch)
    {
        var make = new WeightMaker();
        _model = new Sequential<float>(make.Linear(784, 128), new Relu<float>(), make.Linear(128, 10));
        _x = Numbers.Tensor([batch, 784], Numbers.Input, Numbers.UnitVariance);
        _labels = Numbers.Labels(batch, Numbers.Target, 10);
        ForwardFlops = 2.0 * batch * (784 * 128 + 128 * 10);
        GradientFlops = 2.0 * batch * (2 * 784 * 128 + 3 * 128 * 10);
    }

    public override IReadOnlyList<Parameter<float>> Parameters => _model.Parameters;

    public override double ForwardFlops { get; }

    public override double GradientFlops { get; }

    public override Tensor<float> Forward() => _model.Forward(_x);

    public override Tensor<float> Loss() => Losses.CrossEntropy(Forward(), _labels);
}
