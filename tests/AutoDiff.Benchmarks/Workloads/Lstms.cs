namespace AutoDiff.Benchmarks;

/// <summary>An LSTM layer 64 → 128 over 64 steps of a batch of 32, written op by op; the gates stand in the order input, forget, cell, output.</summary>
/// <remarks>
/// g = x w + h u + b; c ← σ(g_f) c + σ(g_i) tanh(g_c); h ← σ(g_o) tanh(c). Source: Hochreiter and Schmidhuber 1997, with the forget gate of
/// Gers, Schmidhuber and Cummins 2000.
/// </remarks>
internal abstract class RecurrentNetwork : Network
{
    protected const int Steps = 64, Batch = 32, Inputs = 64, Hidden = 128;

    private readonly Tensor<float>[] _x;
    private readonly Parameter<float>[] _parameters;

    protected RecurrentNetwork(double scale, int biases)
    {
        var make = new WeightMaker();
        var x = Numbers.Tensor([Steps, Batch, Inputs], Numbers.Input, Numbers.UnitVariance);
        _x = [.. Enumerable.Range(0, Steps).Select(t => x.Select(0, t))];
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
    public override Tensor<float> Forward() => Tensor.Stack<float>([.. States()]);

    protected IEnumerable<Tensor<float>> States()
    {
        Tensor<float> w = _parameters[0], u = _parameters[1], b = _parameters[2];
        foreach (var more in _parameters[3..]) b += more.Value;
        Tensor<float> h = Tensor.Zeros<float>([Batch, Hidden]), c = h;
        foreach (var x in _x)
        {
            var g = Tensor.MatMul(x, w) + Tensor.MatMul(h, u) + b;
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
    public override Tensor<float> Loss() => Tensor.Mean(Tensor.Square(Forward()));
}

/// <summary>The layer as a user writes it, with one bias; the loss is the sum over the steps of the mean of h².</summary>
internal sealed class LstmByHand() : RecurrentNetwork(0.1, biases: 1)
{
    public override Tensor<float> Loss() => States().Select(h => Tensor.Mean(h * h)).Aggregate((sum, term) => sum + term);
}
