using AutoDiff.NN;

namespace AutoDiff.Benchmarks;

/// <summary>A network of two or three tanh layers as a function of its weights, so that it can be differentiated twice.</summary>
internal sealed class TanhMlp : Network
{
    private readonly Parameter<float>[] _parameters;
    private readonly Tensor<float> _x;
    private readonly Func<Tensor<float>, Tensor<float>> _loss;

    private TanhMlp(int batch, ReadOnlySpan<int> widths, Func<Tensor<float>, Tensor<float>> loss)
    {
        var make = new WeightMaker();
        var parameters = new List<Parameter<float>>();
        for (var layer = 1; layer < widths.Length; layer++) parameters.AddRange(make.Linear(widths[layer - 1], widths[layer]).Parameters);
        (_parameters, _loss) = ([.. parameters], loss);
        _x = Numbers.Tensor([batch, widths[0]], Numbers.Input, Numbers.UnitVariance);
        var products = 0.0;
        for (var layer = 1; layer < widths.Length; layer++) products += widths[layer - 1] * widths[layer];
        var first = widths[0] * widths[1];
        ForwardFlops = 2 * batch * products;
        GradientFlops = 2 * batch * (3 * products - first);

        // A layer has three products and twice as many for their tangents, less that of the weights' adjoint itself. The first has no tangent and no adjoint of its input.
        HessianFlops = 2 * batch * (8 * products - 5 * first);
    }

    public override IReadOnlyList<Parameter<float>> Parameters => _parameters;

    public override double ForwardFlops { get; }

    public override double GradientFlops { get; }

    /// <summary>Floating-point operations of the tangent of a gradient.</summary>
    public double HessianFlops { get; }

    /// <summary>2-16-16-1, mean squared error, batch 32.</summary>
    public static TanhMlp Tiny()
    {
        var targets = Numbers.Tensor([32, 1], Numbers.Target, Numbers.UnitVariance);
        return new TanhMlp(32, [2, 16, 16, 1], y => Losses.MeanSquaredError(y, targets));
    }

    /// <summary>784-128-10, cross-entropy, batch 32.</summary>
    public static TanhMlp Mnist()
    {
        var labels = Numbers.Labels(32, Numbers.Target, 10);
        return new TanhMlp(32, [784, 128, 10], y => Losses.CrossEntropy(y, labels));
    }

    public override Tensor<float> Forward() => Forward([.. _parameters.Select(parameter => parameter.Value)]);

    public override Tensor<float> Loss() => _loss(Forward());

    public Tensor<float> Loss(Tensor<float>[] weights) => _loss(Forward(weights));

    private Tensor<float> Forward(Tensor<float>[] weights)
    {
        var h = _x;
        for (var k = 0; k < weights.Length; k += 2) h = Tensor.MatMul(k == 0 ? h : Tensor.Tanh(h), weights[k]) + weights[k + 1];
        return h;
    }
}

/// <summary>The Hessian of a loss times a vector.</summary>
internal sealed class HessianVector : Workload
{
    private readonly TanhMlp _network;
    private readonly Tensor<float>[] _weights, _vector;

    public HessianVector(TanhMlp network)
    {
        _network = network;
        _weights = [.. network.Parameters.Select(parameter => parameter.Snapshot())];
        _vector = [.. _weights.Select((weight, k) => Numbers.Tensor(weight.Shape, Numbers.Vector + k))];
    }

    public override Cost Cost => Cost.Arithmetic(_network.HessianFlops);

    public override void Run() => Product();

    public override IEnumerable<double> Answer() => Answers.Fingerprints(Product());

    private Tensor<float>[] Product() => Differentiate.HessianVector(_network.Loss, _weights, _vector);
}
