using AutoDiff.NN;

namespace AutoDiff.Benchmarks;

/// <summary>A network of tanh layers as a function of its weights, so that it can be differentiated twice.</summary>
internal sealed class TanhMlp
{
    private readonly Tensor<float> _x;
    private readonly Func<Tensor<float>, Tensor<float>> _loss;

    private TanhMlp(int batch, ReadOnlySpan<int> widths, Func<Tensor<float>, Tensor<float>> loss)
    {
        var make = new WeightMaker();
        var (parameters, products) = (new List<Parameter<float>>(), 0.0);
        for (var layer = 1; layer < widths.Length; layer++)
        {
            parameters.AddRange(make.Linear(widths[layer - 1], widths[layer]).Parameters);
            products += widths[layer - 1] * widths[layer];
        }

        (Parameters, _loss) = (parameters, loss);
        _x = Numbers.Tensor([batch, widths[0]], Numbers.Input, Numbers.UnitVariance);

        // A gradient takes three products a layer. Its tangent takes eight: a product and its two tangents forward, the same for the adjoint of
        // the input, the two tangents for that of the weights. The input of the first layer has neither adjoint nor tangent: two and three.
        var first = widths[0] * widths[1];
        GradientFlops = 2 * batch * (3 * products - first);
        HessianFlops = 2 * batch * (8 * products - 5 * first);
    }

    public IReadOnlyList<Parameter<float>> Parameters { get; }

    /// <summary>Floating-point operations of a gradient.</summary>
    public double GradientFlops { get; }

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

    public Tensor<float> Loss(Tensor<float>[] weights)
    {
        var h = _x;
        for (var k = 0; k < weights.Length; k += 2) h = Tensor.MatMul(k == 0 ? h : Tensor.Tanh(h), weights[k]) + weights[k + 1];
        return _loss(h);
    }
}

/// <summary>The gradient of a loss in its weights.</summary>
internal sealed class WeightGradient(TanhMlp network) : Workload
{
    public override Cost Cost => Cost.Arithmetic(network.GradientFlops);

    public override void Run() => Gradients();

    public override IEnumerable<double> Answer() => Answers.Fingerprints(Gradients());

    private Gradients<float> Gradients()
    {
        using var tape = Tape.Start();
        return tape.Gradients(network.Loss([.. network.Parameters.Select(parameter => parameter.Value)]), network.Parameters);
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
