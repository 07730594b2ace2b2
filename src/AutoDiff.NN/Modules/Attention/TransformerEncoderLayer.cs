namespace AutoDiff.NN;

/// <summary>A layer of a transformer's encoder: attention of a sequence to itself, then two linear maps for each position, each added to what it read and normalised.</summary>
/// <typeparam name="T">float or double.</typeparam>
/// <remarks>Parts <c>self_attn</c>, <c>linear1</c>, <c>linear2</c>, <c>norm1</c>, <c>norm2</c>. The batch is the first axis. With <see cref="AttentionMask{T}.Causal"/> it is a layer of a language model. Source: Vaswani et al. 2017, "Attention is all you need".</remarks>
public sealed class TransformerEncoderLayer<T> : Module<T> where T : unmanaged, IFloatingPointIeee754<T>
{
    private readonly MultiHeadAttention<T> _attention;
    private readonly FeedForward<T> _feedForward;
    private readonly LayerNorm<T> _norm1, _norm2;
    private readonly Dropout<T>? _dropout1, _dropout2;
    private readonly bool _isNormalisedFirst;

    /// <summary>Creates a layer.</summary>
    /// <param name="width">The width of x.</param>
    /// <param name="heads">How many heads attention has; they divide the width.</param>
    /// <param name="hidden">The width between the two linear maps.</param>
    /// <param name="random">Where the initial weights, and the masks of dropout, come from.</param>
    /// <param name="options">Activation, dropout and the place of the normalisation.</param>
    /// <param name="rotary">Turns queries and keys by their positions; null for none.</param>
    /// <exception cref="ArgumentException">The heads do not divide the width, or a setting is out of range.</exception>
    public TransformerEncoderLayer(int width, int heads, int hidden, Random random, TransformerOptions<T>? options = null, RotaryPosition<T>? rotary = null)
    {
        options ??= new TransformerOptions<T>();
        Dropout<T>? New(string name) => Require.Fraction("transformer", options.Dropout) > 0 ? Add(name, new Dropout<T>(options.Dropout, random)) : null;
        _attention = Add("self_attn", new MultiHeadAttention<T>(width, heads, random, options.Dropout, rotary: rotary));
        _feedForward = new FeedForward<T>(Add("linear1", new Linear<T>(width, hidden, random)), Add("linear2", new Linear<T>(hidden, width, random)), options.Activation, New("dropout"));
        (_norm1, _norm2) = (Add("norm1", new LayerNorm<T>([width], options.Epsilon)), Add("norm2", new LayerNorm<T>([width], options.Epsilon)));
        (_dropout1, _dropout2, _isNormalisedFirst) = (New("dropout1"), New("dropout2"), options.IsNormalisedFirst);
    }

    /// <summary>The layer, every position seeing every other.</summary>
    /// <inheritdoc cref="Forward(Tensor{T}, AttentionMask{T})"/>
    public override Tensor<T> Forward(Tensor<T> x) => Forward(x, null);

    /// <summary>The layer, with a mask.</summary>
    /// <param name="x">Shape [batch, steps, width].</param>
    /// <param name="mask">What must not be seen.</param>
    /// <returns>The shape of x.</returns>
    /// <exception cref="ShapeException">The shapes do not fit together.</exception>
    public Tensor<T> Forward(Tensor<T> x, AttentionMask<T>? mask)
    {
        x = Sublayer.Add(x, _norm1, _isNormalisedFirst, _dropout1, h => _attention.Forward(h, mask));
        return Output(Sublayer.Add(x, _norm2, _isNormalisedFirst, _dropout2, _feedForward.Forward));
    }

    /// <inheritdoc/>
    public override string ToString() => $"TransformerEncoderLayer({_attention.Width}, {_attention.Heads} heads)";
}

/// <summary>What surrounds each part of a layer of a transformer.</summary>
internal static class Sublayer
{
    /// <summary>x + part(norm(x)), or norm(x + part(x)).</summary>
    public static Tensor<T> Add<T>(Tensor<T> x, LayerNorm<T> norm, bool isNormalisedFirst, Dropout<T>? dropout, Func<Tensor<T>, Tensor<T>> part) where T : unmanaged, IFloatingPointIeee754<T>
    {
        var y = part(isNormalisedFirst ? norm.Forward(x) : x);
        y = x + (dropout?.Forward(y) ?? y);
        return isNormalisedFirst ? y : norm.Forward(y);
    }
}
