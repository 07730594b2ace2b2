using static AutoDiff.Benchmarks.LstmSizes;

namespace AutoDiff.Benchmarks;

/// <summary>The layer of torch_lstm.py: 64 → 128 over 64 steps of a batch of 32.</summary>
internal static class LstmSizes
{
    public const int Steps = 64, Batch = 32, Inputs = 64, Hidden = 128;

    public static double Forward => 2.0 * Steps * Batch * 4 * Hidden * (Inputs + Hidden);

    public static double Gradient => 2.0 * Steps * Batch * 4 * Hidden * (2 * Inputs + 3 * Hidden);

    public static Tensor<float> Sequence => Numbers.Tensor([Steps, Batch, Inputs], Numbers.Input, Numbers.UnitVariance);

    /// <summary>The state before the first step; also what stands for y, since nothing is wanted of h but a small square.</summary>
    public static Tensor<float> Zero { get; } = Tensor.Zeros<float>([Batch, Hidden]);
}

/// <summary>The operation of the library, with the two biases that PyTorch has; the loss is the mean of h².</summary>
internal sealed class Lstm : Network<float, float>
{
    private readonly Parameter<float> _w, _u, _b, _d;

    public Lstm() : base(Sequence, Zero)
    {
        var (make, scale) = (new WeightMaker(), 1 / Math.Sqrt(Hidden));
        _w = new Parameter<float>(make.Next([Inputs, 4 * Hidden], scale));
        _u = new Parameter<float>(make.Next([Hidden, 4 * Hidden], scale));
        _b = new Parameter<float>(make.Next([4 * Hidden], scale));
        _d = new Parameter<float>(make.Next([4 * Hidden], scale));
        Parameters = [_w, _u, _b, _d];
    }

    public override IReadOnlyList<Parameter<float>> Parameters { get; }

    public override double ForwardFlops => LstmSizes.Forward;

    public override double GradientFlops => Gradient;

    public override Tensor<float> Forward(Tensor<float> x) => Tensor.Lstm(x, _w, _u, _b.Value + _d.Value, Zero, Zero).Hidden;

    public override Tensor<float> Loss(Tensor<float> x, Tensor<float> y) => Tensor.Mean(Tensor.Square(Forward(x)));
}

/// <summary>The same as a user writes it, operation by operation, with one bias; the loss is the sum over the steps of the mean of h².</summary>
internal sealed class LstmByHand : Network<float, float>
{
    private readonly Parameter<float> _w, _u, _b;

    public LstmByHand() : base(Sequence, Zero)
    {
        var make = new WeightMaker();
        _w = new Parameter<float>(make.Next([Inputs, 4 * Hidden], 0.1));
        _u = new Parameter<float>(make.Next([Hidden, 4 * Hidden], 0.1));
        _b = new Parameter<float>(make.Next([4 * Hidden], 0.1));
        Parameters = [_w, _u, _b];
    }

    public override IReadOnlyList<Parameter<float>> Parameters { get; }

    public override double ForwardFlops => LstmSizes.Forward;

    public override double GradientFlops => Gradient;

    public override Tensor<float> Forward(Tensor<float> x) => Tensor.Stack<float>([.. States(x)]);

    public override Tensor<float> Loss(Tensor<float> x, Tensor<float> y) => States(x).Select(h => Tensor.Mean(h * h)).Aggregate((sum, term) => sum + term);

    private IEnumerable<Tensor<float>> States(Tensor<float> x)
    {
        Tensor<float> w = _w, u = _u, b = _b, h = Zero, c = Zero;
        for (var step = 0; step < Steps; step++)
        {
            var gates = Tensor.MatMul(x.Select(0, step), w) + Tensor.MatMul(h, u) + b;
            Tensor<float> Gate(int k) => gates.Narrow(1, k * Hidden, Hidden);
            c = Tensor.Sigmoid(Gate(1)) * c + Tensor.Sigmoid(Gate(0)) * Tensor.Tanh(Gate(2));
            h = Tensor.Sigmoid(Gate(3)) * Tensor.Tanh(c);
            yield return h;
        }
    }
}
