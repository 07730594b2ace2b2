using AutoDiff.NN;

namespace AutoDiff.Benchmarks;

/// <summary>2-16-16-1, tanh, mean squared error: so small that the overhead of the engine is all there is.</summary>
internal sealed class TinyMlp : Network<float, float>
{
    private readonly Sequential<float> _model;

    public TinyMlp(int batch)
        : base(Numbers.Tensor([batch, 2], Numbers.Input, Numbers.UnitVariance), Numbers.Tensor([batch, 1], Numbers.Target, Numbers.UnitVariance))
    {
        var make = new WeightMaker();
        _model = new Sequential<float>(make.Linear(2, 16), new Tanh<float>(), make.Linear(16, 16), new Tanh<float>(), make.Linear(16, 1));
        ForwardFlops = 2.0 * batch * (2 * 16 + 16 * 16 + 16);

        // The first layer needs no gradient of its input.
        GradientFlops = 2.0 * batch * (2 * 2 * 16 + 3 * (16 * 16 + 16));
    }

    public override IReadOnlyList<Parameter<float>> Parameters => _model.Parameters;

    public override double ForwardFlops { get; }

    public override double GradientFlops { get; }

    public override Tensor<float> Forward(Tensor<float> x) => _model.Forward(x);

    public override Tensor<float> Loss(Tensor<float> x, Tensor<float> y) => Losses.MeanSquaredError(Forward(x), y);
}

/// <summary>784-128-10, relu, cross-entropy: the digit recogniser.</summary>
internal sealed class MnistMlp : Network<float, int>
{
    private readonly Sequential<float> _model;

    public MnistMlp(int batch)
        : base(Numbers.Tensor([batch, 784], Numbers.Input, Numbers.UnitVariance), Numbers.Labels(batch, Numbers.Target, 10))
    {
        var make = new WeightMaker();
        _model = new Sequential<float>(make.Linear(784, 128), new Relu<float>(), make.Linear(128, 10));
        ForwardFlops = 2.0 * batch * (784 * 128 + 128 * 10);
        GradientFlops = 2.0 * batch * (2 * 784 * 128 + 3 * 128 * 10);
    }

    public override IReadOnlyList<Parameter<float>> Parameters => _model.Parameters;

    public override double ForwardFlops { get; }

    public override double GradientFlops { get; }

    public override Tensor<float> Forward(Tensor<float> x) => _model.Forward(x);

    public override Tensor<float> Loss(Tensor<float> x, Tensor<int> y) => Losses.CrossEntropy(Forward(x), y);
}
