namespace AutoDiff.NN;

/// <summary>A layer of a transformer's decoder: attention of a sequence to itself, then to what the encoder gave, then two linear maps for each position, each added to what it read and normalised.</summary>
/// <typeparam name="T">float or double.</typeparam>
/// <remarks>Parts <c>self_attn</c>, <c>multihead_attn</c>, <c>linear1</c>, <c>linear2</c>, <c>norm1</c>, <c>norm2</c>, <c>norm3</c>. The batch is the first axis. Source: Vaswani et al. 2017, "Attention is all you need".</remarks>
public sealed class TransformerDecoderLayer<T> : Model<T> where T : unmanaged, IFloatingPointIeee754<T>
{
    private readonly MultiHeadAttention<T> _self, _cross;
    private readonly FeedForward<T> _feedForward;
    private readonly LayerNorm<T> _norm1, _norm2, _norm3;
    private readonly Dropout<T>? _dropout1, _dropout2, _dropout3;
    private readonly bool _isNormalisedFirst;

    /// <summary>Creates a layer.</summary>
    /// <param name="width">The width of x and of the memory.</param>
    /// <param name="heads">How many heads attention has; they divide the width.</param>
    /// <param name="hidden">The width between the two linear maps.</param>
    /// <param name="random">Where the initial weights, and the masks of dropout, come from.</param>
    /// <param name="options">Activation, dropout and the place of the normalisation.</param>
    /// <exception cref="ArgumentException">The heads do not divide the width, or a setting is out of range.</exception>
    public TransformerDecoderLayer(int width, int heads, int hidden, Random random, TransformerOptions<T>? options = null)
    {
        options ??= new TransformerOptions<T>();
        Dropout<T>? New(string name) => Require.Fraction("transformer", options.Dropout) > 0 ? Add(name, new Dropout<T>(options.Dropout, random)) : null;
        LayerNorm<T> Norm(string name) => Add(name, new LayerNorm<T>([width], options.Epsilon));
        _self = Add("self_attn", new MultiHeadAttention<T>(width, heads, random, options.Dropout));
        _cross = Add("multihead_attn", new MultiHeadAttention<T>(width, heads, random, options.Dropout));
        _feedForward = new FeedForward<T>(Add("linear1", new Linear<T>(width, hidden, random)), Add("linear2", new Linear<T>(hidden, width, random)), options.Activation, New("dropout"));
        (_norm1, _norm2, _norm3) = (Norm("norm1"), Norm("norm2"), Norm("norm3"));
        (_dropout1, _dropout2, _dropout3, _isNormalisedFirst) = (New("dropout1"), New("dropout2"), New("dropout3"), options.IsNormalisedFirst);
    }

    /// <summary>The layer.</summary>
    /// <param name="x">Shape [batch, steps, width].</param>
    /// <param name="memory">What the encoder gave, of shape [batch, keys, width].</param>
    /// <param name="mask">What of x must not be seen; the future, usually.</param>
    /// <param name="memoryMask">What of the memory must not be seen; its padding, usually.</param>
    /// <returns>The shape of x.</returns>
    /// <exception cref="ShapeException">The shapes do not fit together.</exception>
    public Tensor<T> Forward(Tensor<T> x, Tensor<T> memory, AttentionMask<T>? mask = null, AttentionMask<T>? memoryMask = null)
    {
        x = Sublayer.Add(x, _norm1, _isNormalisedFirst, _dropout1, h => _self.Forward(h, mask));
        x = Sublayer.Add(x, _norm2, _isNormalisedFirst, _dropout2, h => _cross.Forward(h, memory, memory, memoryMask));
        return Output(Sublayer.Add(x, _norm3, _isNormalisedFirst, _dropout3, _feedForward.Forward));
    }

    /// <inheritdoc/>
    public override string ToString() => $"TransformerDecoderLayer({_self.Width}, {_self.Heads} heads)";
}
