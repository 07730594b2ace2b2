namespace AutoDiff.NN;

/// <summary>Attention with several heads: each query is answered by a mean of the values, weighted by how well their keys match it.</summary>
/// <typeparam name="T">float or double.</typeparam>
/// <remarks>
/// Parameters <c>in_proj_weight</c> and <c>in_proj_bias</c> (those of queries, keys and values side by side), <c>out_proj.weight</c> and
/// <c>out_proj.bias</c>. The batch is the first axis. Source: Vaswani et al. 2017, "Attention is all you need".
/// </remarks>
public sealed class MultiHeadAttention<T> : Model<T> where T : unmanaged, IFloatingPointIeee754<T>
{
    private readonly Parameter<T> _weight;
    private readonly Parameter<T>? _bias;
    private readonly Linear<T> _output;
    private readonly Dropout<T>? _dropout;

    /// <summary>Creates a layer with Glorot-uniform weights and zero biases.</summary>
    /// <param name="width">The width of queries, keys, values and results.</param>
    /// <param name="heads">How many heads; they divide the width.</param>
    /// <param name="random">Where the initial weights, and the masks of dropout, come from.</param>
    /// <param name="dropout">The probability with which a weight of the mean is dropped in training, in [0, 1).</param>
    /// <param name="hasBias">Whether there are biases.</param>
    /// <param name="rotary">Turns queries and keys by their positions; null for none.</param>
    /// <exception cref="ArgumentException">The heads do not divide the width, or a setting is out of range.</exception>
    public MultiHeadAttention(int width, int heads, Random random, double dropout = 0, bool hasBias = true, RotaryPosition<T>? rotary = null)
    {
        Require.Positive("attention", width);
        if (Require.Positive("attention", heads) > width || width % heads != 0)
            throw new ArgumentException($"attention: the heads must divide the width {width}, got {heads}.", nameof(heads));
        (Width, Heads, Rotary) = (width, heads, rotary);
        _weight = AddParameter("in_proj_weight", Initialise.GlorotUniform<T>(width, 3 * width, random), isTransposed: true);
        _bias = hasBias ? AddParameter("in_proj_bias", Tensor.Zeros<T>([3 * width])) : null;
        _output = Add("out_proj", new Linear<T>(Initialise.GlorotUniform<T>(width, width, random), hasBias ? Tensor.Zeros<T>([width]) : null));
        if (Require.Fraction("attention", dropout) > 0) _dropout = Add("dropout", new Dropout<T>(dropout, random));
    }

    /// <summary>The width of queries, keys, values and results.</summary>
    public int Width { get; }

    /// <summary>How many heads there are.</summary>
    public int Heads { get; }

    /// <summary>Turns queries and keys by their positions; null for none.</summary>
    public RotaryPosition<T>? Rotary { get; }

    /// <summary>Attention of a sequence to itself.</summary>
    /// <param name="x">Shape [batch, steps, width].</param>
    /// <param name="mask">What must not be seen.</param>
    /// <returns>The shape of x.</returns>
    /// <exception cref="ShapeException">The shapes do not fit together.</exception>
    public Tensor<T> Forward(Tensor<T> x, AttentionMask<T>? mask = null) => Forward(x, x, x, mask);

    /// <summary>Attention of one sequence to another.</summary>
    /// <param name="query">Shape [batch, queries, width].</param>
    /// <param name="key">Shape [batch, keys, width].</param>
    /// <param name="value">Shape [batch, keys, width].</param>
    /// <param name="mask">What must not be seen.</param>
    /// <returns>Shape [batch, queries, width].</returns>
    /// <exception cref="ShapeException">The shapes do not fit together.</exception>
    public Tensor<T> Forward(Tensor<T> query, Tensor<T> key, Tensor<T> value, AttentionMask<T>? mask = null)
    {
        var (q, k, v, scores) = Project(query, key, value, mask);
        if (_dropout is null) return Merge(Tensor.Attention(q, k, v, scores.Added, scores.IsCausal), scores.Blind);
        return Merge(Tensor.MatMul(_dropout.Forward(Weights(q, k, scores)), v), scores.Blind);
    }

    /// <summary>Attention, and how much of it each key got, on the mean of the heads.</summary>
    /// <returns>The result, and the weights, of shape [batch, queries, keys].</returns>
    /// <remarks>Not fused: for looking at a model rather than for training it.</remarks>
    /// <inheritdoc cref="Forward(Tensor{T}, Tensor{T}, Tensor{T}, AttentionMask{T})"/>
    public (Tensor<T> Y, Tensor<T> Weights) ForwardWithWeights(Tensor<T> query, Tensor<T> key, Tensor<T> value, AttentionMask<T>? mask = null)
    {
        var (q, k, v, scores) = Project(query, key, value, mask);
        var weights = Weights(q, k, scores);
        if (scores.Blind is not null) weights = Tensor.MaskedFill(weights, scores.Blind, 0);
        return (Merge(Tensor.MatMul(_dropout?.Forward(weights) ?? weights, v), scores.Blind), Tensor.Mean(weights, 1));
    }

    /// <inheritdoc/>
    public override string ToString() => $"MultiHeadAttention({Width}, {Heads} heads)";

    private (Tensor<T> Q, Tensor<T> K, Tensor<T> V, AttentionScores<T> Scores) Project(Tensor<T> query, Tensor<T> key, Tensor<T> value, AttentionMask<T>? mask)
    {
        ArgumentNullException.ThrowIfNull(query);
        ArgumentNullException.ThrowIfNull(key);
        ArgumentNullException.ThrowIfNull(value);
        if (query.Rank != 3 || key.Rank != 3 || value.Shape != key.Shape || query.Shape[2] != Width || key.Shape[2] != Width || query.Shape[0] != key.Shape[0])
        {
            throw new ShapeException(
                $"attention: queries [batch, queries, {Width}], keys and values [batch, keys, {Width}] are required, got {query.Shape}, {key.Shape} and {value.Shape}.");
        }

        var scores = mask?.Resolve(query.Shape[0], query.Shape[1], key.Shape[1]) ?? default;

        // Padding has weight 0; cleared, it does no harm even where it is NaN, for 0 · NaN is NaN.
        var padding = mask?.Padding?.Unsqueeze(2);
        var isSame = ReferenceEquals(query, key) && ReferenceEquals(key, value) && padding is null;
        if (isSame)
        {
            var all = Tensor.Affine(query, _weight.Value, _bias?.Value);
            return (Turn(Split(all.Narrow(2, 0, Width))), Turn(Split(all.Narrow(2, Width, Width))), Split(all.Narrow(2, 2 * Width, Width)), scores);
        }

        if (padding is not null)
        {
            var cleared = Tensor.MaskedFill(key, padding, 0);
            (key, value) = (cleared, ReferenceEquals(key, value) ? cleared : Tensor.MaskedFill(value, padding, 0));
        }

        return (Turn(Split(Part(query, 0))), Turn(Split(Part(key, 1))), Split(Part(value, 2)), scores);
    }

    private Tensor<T> Part(Tensor<T> x, int k) => Tensor.Affine(x, _weight.Value.Narrow(1, k * Width, Width), _bias?.Value.Narrow(0, k * Width, Width));

    private Tensor<T> Split(Tensor<T> x) => x.Reshape(x.Shape[0], x.Shape[1], Heads, Width / Heads).Permute(0, 2, 1, 3);

    private Tensor<T> Turn(Tensor<T> x) => Rotary?.Forward(x) ?? x;

    private static Tensor<T> Weights(Tensor<T> q, Tensor<T> k, AttentionScores<T> scores)
    {
        var s = Tensor.MatMul(q, k.Transpose()) / Math.Sqrt(q.Shape[^1]);
        if (scores.Added is not null) s += scores.Added;
        if (scores.IsCausal) s = Tensor.MaskedFill(s, Tensor.Ones<T>([s.Shape[^2], s.Shape[^1]]).Triu(1 + s.Shape[^1] - s.Shape[^2]) > 0, double.NegativeInfinity);
        return Tensor.Softmax(s, -1);
    }

    private Tensor<T> Merge(Tensor<T> y, Tensor<bool>? blind)
    {
        if (blind is not null) y = Tensor.MaskedFill(y, blind, 0);
        return Output(_output.Forward(y.Permute(0, 2, 1, 3).Reshape(y.Shape[0], y.Shape[2], Width)));
    }
}
