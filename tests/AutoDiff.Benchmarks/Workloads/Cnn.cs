namespace AutoDiff.Benchmarks;

/// <summary>The network of PyTorch's MNIST example: convolutions 1-32 and 32-64 of 3 by 3, maxima of 2 by 2, 9216-128-10.</summary>
internal sealed class Cnn : Network<float, int>
{
    private readonly Parameter<float>[] _w;
    private readonly int _batch;

    public Cnn(int batch)
        : base(Numbers.Tensor([batch, 1, 28, 28], Numbers.Input, Numbers.UnitVariance), Numbers.Labels(batch, Numbers.Target, 10))
    {
        var make = new WeightMaker();
        Parameter<float> Next(int inputs, params int[] shape) => new(make.Next(shape, 1 / Math.Sqrt(inputs)));
        _batch = batch;
        _w =
        [
            Next(9, 32, 1, 3, 3), Next(9, 32), Next(9 * 32, 64, 32, 3, 3), Next(9 * 32, 64),
            Next(9216, 9216, 128), Next(9216, 128), Next(128, 128, 10), Next(128, 10),
        ];
    }

    public override IReadOnlyList<Parameter<float>> Parameters => _w;

    public override double ForwardFlops => 2.0 * _batch * (26 * 26 * 32 * 9 + 24 * 24 * 64 * 288 + 9216 * 128 + 1280);

    // The first layer needs no gradient of its input.
    public override double GradientFlops => 2.0 * _batch * (2 * 26 * 26 * 32 * 9 + 3 * (24 * 24 * 64 * 288 + 9216 * 128 + 1280));

    public override Tensor<float> Forward(Tensor<float> x)
    {
        var h = Tensor.Relu(Tensor.Conv2d(Tensor.Relu(Tensor.Conv2d(x, _w[0], _w[1])), _w[2], _w[3]));
        h = Tensor.MaxPool2d(h, 2).Values.Reshape(x.Shape[0], -1);
        return Tensor.Affine(Tensor.Relu(Tensor.Affine(h, _w[4], _w[5])), _w[6], _w[7]);
    }

    public override Tensor<float> Loss(Tensor<float> x, Tensor<int> y) => NN.Losses.CrossEntropy(Forward(x), y);
}
