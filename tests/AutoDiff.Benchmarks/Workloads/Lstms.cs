namespace AutoDiff.Benchmarks;

/// <summary>An LSTM layer 64 → 128 over 64 steps of a batch of 32, written op by op; the gates stand in the order input, forget, cell, output.</summary>
/// <remarks>
/// g = x w + h u + b; c ← σ(g_f) c + σ(g_i) tanh(g_c); h ← σ(g_o) tanh(c). Nothing is wanted of h but a small square, so there is no y.
/// Source: Hochreiter and Schmidhuber 1997, with the forget gate of Gers, Schmidhuber and Cummins 2000.
/// </remarks>
internal abstract class RecurrentNetwork : Network<float, float>
{
    protected const int Steps = 64, Batch = 32, Inputs = 64, Hidden = 128;

    private readonly Parameter<float>[] _parameters;

    protected RecurrentNetwork(double scale, int biases)
        : base(Numbers.Tensor([Steps, Batch, Inputs], Numbers.Input, Numbers.UnitVariance), Tensor.Zeros<float>([0]))
    {
        var make = new WeightMaker();
        _parameters =
        [
            new Parameter<float>(make.Next([Inputs, 4 * Hidden], scale), "w"),
            new Parameter<float>(make.Next([Hidden, 4 * Hidden], scale), "u"),
            .. Enumerable.Range(0, biases).Select(_ => new Parameter<float>(make.Next([4 * Hidden], scale), "b")),
        ];
    }

    public override IReadOnlyList<Parameter<float>> Parameters => _parameters;

    public override double ForwardFlops => 2.0 * Steps * Batch * 4 * Hidden * (Inputs + Hidden);

    public override double GradientFlops => 2.0 * Steps * Batch * 4 * Hidden * (2 * Inputs + 3 * Hidden);

    /// <summary>The hidden state after each step.</summary>
    public override Tensor<float> Forward(Tensor<float> x) => Tensor.Stack<float>([.. States(x)]);

    protected IEnumerable<Tensor<float>> States(Tensor<float> x)
    {
        Tensor<float> w = _parameters[0], u = _parameters[1], b = _parameters[2];
        foreach (var more in _parameters[3..]) b += more.Value;
        Tensor<float> h = Tensor.Zeros<float>([Batch, Hidden]), c = h;
        for (var step = 0; step < Steps; step++)
        {
            var g = Tensor.MatMul(x.Select(0, step), w) + Tensor.MatMul(h, u) + b;
            Tensor<float> Gate(int k) => g.Narrow(1, k * Hidden, Hidden);
            c = Tensor.Sigmoid(Gate(1)) * c + Tensor.Sigmoid(Gate(0)) * Tensor.Tanh(Gate(2));
            h = Tensor.Sigmoid(Gate(3)) * Tensor.Tanh(c);
            yield return h;
        }
    }
}

/// <summary>The layer as PyTorch has it, with two biases; the loss is the mean of h².</summary>
internal sealed class Lstm() : RecurrentNetwork(1 / Math.Sqrt(Hidden), biases: 2)
{
    public override Tensor<float> Loss(Tensor<float> x, Tensor<float> y) => Tensor.Mean(Tensor.Square(Forward(x)));
}

/// <summary>The layer as a user writes it, with one bias; the loss is the sum over the steps of the mean of h².</summary>
internal sealed class LstmByHand() : RecurrentNetwork(0.1, biases: 1)
{
    public override Tensor<float> Loss(Tensor<float> x, Tensor<float> y) => States(x).Select(h => Tensor.Mean(h * h)).Aggregate((sum, term) => sum + term);
}
