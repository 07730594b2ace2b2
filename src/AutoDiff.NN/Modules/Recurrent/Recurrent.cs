namespace AutoDiff.NN;

/// <summary>How a recurrent network is built, beside its widths.</summary>
/// <param name="Layers">How many layers, each reading the results of the one before.</param>
/// <param name="IsBidirectional">Whether each layer also reads backwards; its results are then twice as wide, forward before backward.</param>
/// <param name="Dropout">The probability with which results are dropped between layers in training, in [0, 1).</param>
/// <param name="IsBatchFirst">Whether x is [batch, steps, inputs] rather than [steps, batch, inputs].</param>
/// <param name="HasBias">Whether there are biases.</param>
public sealed record RecurrentOptions(int Layers = 1, bool IsBidirectional = false, double Dropout = 0, bool IsBatchFirst = false, bool HasBias = true);

/// <summary>What recurrent networks share: layers, directions, dropout between layers, sequences of unequal length.</summary>
/// <typeparam name="T">float or double.</typeparam>
/// <remarks>
/// Parameters of layer k <c>weight_ih_lk</c>, <c>weight_hh_lk</c>, <c>bias_ih_lk</c>, <c>bias_hh_lk</c>, with <c>_reverse</c> for the backward
/// direction; weights are held [inputs, gates · hidden] and saved as PyTorch's transpose.
/// </remarks>
public abstract class Recurrent<T> : Model<T> where T : unmanaged, IFloatingPointIeee754<T>
{
    private readonly string _op;
    private readonly RecurrentWeights<T>[] _weights;
    private readonly RecurrentOptions _options;
    private readonly Dropout<T>? _dropout;

    private protected Recurrent(string op, int gates, int inputs, int hidden, Random random, RecurrentOptions? options)
    {
        ArgumentNullException.ThrowIfNull(random);
        (_op, _options) = (op, options ?? new RecurrentOptions());
        (Inputs, Hidden) = (Require.Positive(op, inputs), Require.Positive(op, hidden));
        Require.Positive(op, _options.Layers);
        if (Require.Fraction(op, _options.Dropout) > 0) _dropout = Add("dropout", new Dropout<T>(_options.Dropout, random));
        _weights = new RecurrentWeights<T>[_options.Layers * Directions];
        var bound = 1 / Math.Sqrt(hidden);
        for (var k = 0; k < _weights.Length; k++)
        {
            var (layer, direction) = Math.DivRem(k, Directions);
            var name = $"l{layer}{(direction == 1 ? "_reverse" : "")}";
            Parameter<T> New(string kind, params int[] shape) => AddParameter($"{kind}_{name}", Tensor.Uniform<T>(shape, random, -bound, bound), isTransposed: shape.Length == 2);
            _weights[k] = new RecurrentWeights<T>(
                New("weight_ih", layer == 0 ? inputs : Directions * hidden, gates * hidden), New("weight_hh", hidden, gates * hidden),
                _options.HasBias ? New("bias_ih", gates * hidden) : null, _options.HasBias ? New("bias_hh", gates * hidden) : null);
        }
    }

    /// <summary>The width of x.</summary>
    public int Inputs { get; }

    /// <summary>The width of the state.</summary>
    public int Hidden { get; }

    private int Directions => _options.IsBidirectional ? 2 : 1;

    /// <inheritdoc/>
    public override string ToString() => $"{base.ToString()}({Inputs} → {Hidden}{(_options.Layers > 1 ? $", {_options.Layers} layers" : "")}{(_options.IsBidirectional ? ", both directions" : "")})";

    /// <summary>Runs all layers and directions.</summary>
    /// <param name="x">As the user gives it.</param>
    /// <param name="lengths">The lengths of the sequences; null where all are full.</param>
    /// <param name="states">What is carried from step to step, each of shape [layers · directions, batch, hidden]; null for zeros.</param>
    /// <returns>The results of the last layer, and what would be carried on.</returns>
    private protected (Tensor<T> Y, Tensor<T>[] Last) Run(Tensor<T> x, Tensor<int>? lengths, params Tensor<T>?[] states)
    {
        ArgumentNullException.ThrowIfNull(x);
        if (x.Rank != 3 || x.Shape[2] != Inputs || x.Length == 0)
            throw new ShapeException($"{_op}: x of shape [{(_options.IsBatchFirst ? "batch, steps" : "steps, batch")}, {Inputs}], not empty, is required, got {x.Shape}.");
        if (_options.IsBatchFirst) x = x.Transpose(0, 1);
        Shape carried = [_weights.Length, x.Shape[1], Hidden];
        if (Array.Find(states, state => state is not null && state.Shape != carried) is { } wrong)
            throw new ShapeException($"{_op}: a state of shape {carried} is required for {x.Shape[1]} sequences, got {wrong.Shape}.");
        var padding = lengths is null ? null : new SequencePadding<T>(_op, lengths, x.Shape[0], x.Shape[1]);
        if (padding is not null) x = padding.Clear(x);
        var last = Array.ConvertAll(states, _ => new Tensor<T>[_weights.Length]);
        for (var layer = 0; layer < _options.Layers; layer++)
        {
            if (layer > 0 && _dropout is not null) x = _dropout.Forward(x);
            var results = new Tensor<T>[Directions];
            for (var direction = 0; direction < Directions; direction++)
            {
                var k = layer * Directions + direction;
                var start = Array.ConvertAll(states, state => state?.Select(0, k) ?? Tensor.Zeros<T>([carried[1], Hidden]));
                var (y, end) = RunLayer(direction == 0 ? x : Reverse(x, padding), _weights[k], start, padding);
                results[direction] = direction == 0 ? y : Reverse(y, padding);
                for (var s = 0; s < end.Length; s++) last[s][k] = end[s];
            }

            x = Directions == 1 ? results[0] : Tensor.Concat<T>(results, 2);
        }

        return (Output(_options.IsBatchFirst ? x.Transpose(0, 1) : x), Array.ConvertAll(last, planes => Tensor.Stack<T>(planes)));
    }

    /// <summary>Runs one layer forward in time.</summary>
    /// <param name="x">Shape [steps, batch, inputs]; 0 after the end of each sequence.</param>
    /// <param name="weights">The parameters of the layer.</param>
    /// <param name="start">What is carried into the first step, each of shape [batch, hidden].</param>
    /// <param name="padding">Where the sequences end; null where all are full.</param>
    /// <returns>The results, 0 after the end of each sequence, and what is carried on from there.</returns>
    private protected abstract (Tensor<T> Y, Tensor<T>[] Last) RunLayer(Tensor<T> x, RecurrentWeights<T> weights, Tensor<T>[] start, SequencePadding<T>? padding);

    /// <summary>Runs a layer step by step; h stays as it is after the end of a sequence.</summary>
    /// <param name="fromInput">wₓ x + b of all steps, of shape [steps, batch, gates · hidden].</param>
    /// <param name="h">The state before the first step.</param>
    /// <param name="padding">Where the sequences end.</param>
    /// <param name="step">From a step of wₓ x + b and h to the next h.</param>
    private protected static (Tensor<T> Y, Tensor<T>[] Last) RunSteps(Tensor<T> fromInput, Tensor<T> h, SequencePadding<T>? padding, Func<Tensor<T>, Tensor<T>, Tensor<T>> step)
    {
        var results = new Tensor<T>[fromInput.Shape[0]];
        for (var t = 0; t < results.Length; t++)
        {
            var next = step(fromInput.Select(0, t), h);
            h = padding is null ? next : Tensor.Where(padding.Past.Select(0, t), h, next);
            results[t] = h;
        }

        var y = Tensor.Stack<T>(results);
        return (padding?.Clear(y) ?? y, [h]);
    }

    private static Tensor<T> Reverse(Tensor<T> x, SequencePadding<T>? padding) => padding?.Reverse(x) ?? x.Flip(0);
}
