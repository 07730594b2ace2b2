namespace AutoDiff.Benchmarks;

/// <summary>How the sum of tanh(x a + b) σ(x) is written and what is asked of it.</summary>
internal enum ElementwiseKind
{
    /// <summary>Operations of the library; the gradient in x, a and b.</summary>
    Operations,

    /// <summary>Operations of the library, a and b plain numbers; the gradient in x.</summary>
    InputOnly,

    /// <summary>Operations of the library; the value alone.</summary>
    Forward,

    /// <summary>One rule written by the user, which states its value alone; the gradient in x, a and b.</summary>
    Rule,
}

/// <summary>The gradient of sum(tanh(x a + b) σ(x)), x a long vector.</summary>
internal sealed class ElementwiseGradient(int length, ElementwiseKind kind) : Workload
{
    private const double Slope = 1.3, Offset = 0.2;

    private readonly Tensor<float> _x = Numbers.Tensor([length], Numbers.Input, Numbers.UnitVariance);
    private readonly Tensor<float> _a = Tensor.Of((float)Slope), _b = Tensor.Of((float)Offset);

    /// <summary>Reads x, and for the gradient reads it again and writes as much.</summary>
    public override Cost Cost => new()
    {
        Elements = length,
        Bytes = (kind == ElementwiseKind.Forward ? 1.0 : 3.0) * sizeof(float) * length,
        Limit = Limits.Triad(length),
    };

    public override void Run() => Compute();

    public override IEnumerable<double> Answer()
    {
        var (value, gradients) = Compute();
        return [value, .. Answers.Fingerprints(gradients)];
    }

    private (float Value, IReadOnlyList<Tensor<float>> Gradients) Compute()
    {
        if (kind == ElementwiseKind.Forward) return (Tensor.Sum(Tensor.Tanh(_x * Slope + Offset) * Tensor.Sigmoid(_x)).Item, []);
        using var tape = Tape.Start();
        var x = tape.Variable(_x);
        if (kind == ElementwiseKind.InputOnly)
        {
            var sum = Tensor.Sum(Tensor.Tanh(x * Slope + Offset) * Tensor.Sigmoid(x));
            return (sum.Item, tape.Gradients(sum, x));
        }

        var (a, b) = (tape.Variable(_a), tape.Variable(_b));
        var y = kind == ElementwiseKind.Rule ? Tensor.MapSum(default(Wave), x, a, b) : Tensor.Sum(Tensor.Tanh(x * a + b) * Tensor.Sigmoid(x));
        return (y.Item, tape.Gradients(y, x, a, b));
    }

    private readonly record struct Wave : IMap3
    {
        public N Value<N>(N x, N a, N b) where N : IReal<N> => N.Tanh(x * a + b) / (N.One + N.Exp(-x));
    }
}
