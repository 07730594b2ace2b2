using AutoDiff;
using AutoDiff.NN;

namespace CharacterModel;

/// <summary>A network that says, after each character of a stretch of text, how likely each character is to come next.</summary>
internal abstract class Network : Model<float>
{
    /// <summary>Logits for the character after each one.</summary>
    /// <param name="characters">Numbers of characters, shape [batch, length].</param>
    /// <returns>Shape [batch, length, vocabulary].</returns>
    public abstract Tensor<float> Forward(Tensor<int> characters);
}

/// <summary>A transformer that sees only what lies before. Source: Radford et al. 2018, "Improving language understanding by generative pre-training", with rotary positions.</summary>
internal sealed class Gpt : Network
{
    private const int Width = 128, Heads = 4, Layers = 4;
    private readonly Embedding<float> _embedding;
    private readonly TransformerEncoderLayer<float>[] _layers = new TransformerEncoderLayer<float>[Layers];
    private readonly LayerNorm<float> _norm;
    private readonly Linear<float> _head;

    public Gpt(int vocabulary, int context, Random random)
    {
        var options = new TransformerOptions<float> { Activation = Tensor.GeluTanh, IsNormalisedFirst = true };
        var rotary = new RotaryPosition<float>(Width / Heads, context);
        _embedding = Add("embedding", new Embedding<float>(vocabulary, Width, random));
        for (var k = 0; k < Layers; k++) _layers[k] = Add($"layer{k}", new TransformerEncoderLayer<float>(Width, Heads, 4 * Width, random, options, rotary));
        _norm = Add("norm", new LayerNorm<float>([Width]));
        _head = Add("head", new Linear<float>(Width, vocabulary, random));
    }

    public override Tensor<float> Forward(Tensor<int> characters)
    {
        var x = _embedding.Forward(characters);
        foreach (var layer in _layers) x = layer.Forward(x, AttentionMask<float>.Causal);
        return _head.Forward(_norm.Forward(x));
    }
}

/// <summary>A recurrent network that reads character by character and carries a state on.</summary>
internal sealed class LstmNetwork : Network
{
    private const int Width = 64, Hidden = 256;
    private readonly Embedding<float> _embedding;
    private readonly Lstm<float> _lstm;
    private readonly Linear<float> _head;

    public LstmNetwork(int vocabulary, Random random)
    {
        _embedding = Add("embedding", new Embedding<float>(vocabulary, Width, random));
        _lstm = Add("lstm", new Lstm<float>(Width, Hidden, random, new RecurrentOptions(IsBatchFirst: true)));
        _head = Add("head", new Linear<float>(Hidden, vocabulary, random));
    }

    public override Tensor<float> Forward(Tensor<int> characters) => _head.Forward(_lstm.Forward(_embedding.Forward(characters)).Y);
}
