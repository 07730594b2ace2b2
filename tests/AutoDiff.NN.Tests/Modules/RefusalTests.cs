namespace AutoDiff.NN.Tests;

/// <summary>Misuse of layers is refused, and the message says what is required.</summary>
public sealed class RefusalTests
{
    private static readonly Rng Random = new(5);
    private static readonly Tensor<double> Row = Tensor.Ones<double>([2, 3]);

    public static TheoryData<Func<object>, string> Calls => new()
    {
        { () => new Linear<double>(2, 3, Random).Forward(Row), "linear: x must have a last axis of length 2, got shape [2, 3]." },
        { () => new Linear<double>(0, 3, Random), "initialise: inputs must be positive, got 0. (Parameter 'inputs')\nActual value was 0." },
        { () => new Bilinear<double>(3, 2, 1, Random).Forward(Row, Row), "bilinear: a [..., 3] and b [..., 2] with the same leading axes are required, got [2, 3] and [2, 3]." },
        { () => new Embedding<double>(3, 2, Random, paddingIndex: 3), "embedding: the padding row must be in [0, 3), got 3. (Parameter 'paddingIndex')\nActual value was 3." },
        { () => new Conv2d<double>(3, 4, 3, Random, groups: 2), "conv2d: the groups must divide the channels, got 3 → 4 channels in 2 groups. (Parameter 'groups')" },
        { () => new ConvTranspose1d<double>(2, 3, 3, Random, groups: 2), "conv_transpose1d: the groups must divide the channels, got 2 → 3 channels in 2 groups. (Parameter 'groups')" },
        { () => new BatchNorm<double>(2).Forward(Row), "batch_norm: x of shape [n, 2, ...] is required, got [2, 3]." },
        { () => Trained(new BatchNorm<double>(3), Row[..1]), "batch_norm: training needs at least two elements a channel, got shape [1, 3]; use a larger batch, or Evaluate()." },
        { () => new GroupNorm<double>(1, 2).Forward(Row), "group_norm: x of shape [n, 2, ...] is required, got [2, 3]." },
        { () => new InstanceNorm<double>(2).Forward(Row), "instance_norm: x of shape [n, 2, ...] is required, got [2, 3]." },
        { () => new RmsNorm<double>([2]).Forward(Row), "rms_norm: x must end in the axes [2], got [2, 3]." },
        { () => new LayerNorm<double>([]), "layer_norm: rows of at least one axis and element are required, got []. (Parameter 'row')" },
        { () => new SpatialDropout<double>(0.5, Random).Forward(Row[0]), "spatial_dropout: x of shape [n, channels, ...] is required, got [3]." },
        { () => new Dropout<double>(1, Random), "dropout: probability must be in [0, 1), got 1. (Parameter 'probability')\nActual value was 1." },
        { () => new Flatten<double>().Forward(Tensor.Scalar(1.0)), "flatten: x of shape [n, ...] is required, got a scalar." },
        { () => new Residual<double>(new Linear<double>(3, 1, Random)).Forward(Row), "residual: both paths must give the same shape, got [2, 3] around the body and [2, 1] through it; give a shortcut that changes the shape too." },
        { () => new Gru<double>(2, 3, Random).Forward(Row.Unsqueeze(0)), "gru: x of shape [steps, batch, 2], not empty, is required, got [1, 2, 3]." },
        { () => new Lstm<double>(3, 2, Random, new RecurrentOptions(IsBatchFirst: true)).Forward(Row), "lstm: x of shape [batch, steps, 3], not empty, is required, got [2, 3]." },
        { () => new Rnn<double>(3, 2, Random).Forward(Row.Unsqueeze(0), Row), "rnn: a state of shape [1, 2, 2] is required for 2 sequences, got [2, 3]." },
        { () => new Rnn<double>(3, 2, Random).Forward(Row.Unsqueeze(0), lengths: Tensor.From([1])), "rnn: one length a sequence, shape [2], is required, got [1]." },
        { () => new Rnn<double>(3, 2, Random).Forward(Row.Unsqueeze(0), lengths: Tensor.From([1, 2])), "rnn: lengths must be in [1, 1] for 1 steps, got 2. (Parameter 'lengths')\nActual value was 2." },
        { () => new MultiHeadAttention<double>(3, 2, Random), "attention: the heads must divide the width 3, got 2. (Parameter 'heads')" },
        { () => new MultiHeadAttention<double>(3, 1, Random).Forward(Row), "attention: queries [batch, queries, 3], keys and values [batch, keys, 3] are required, got [2, 3], [2, 3] and [2, 3]." },
        { () => Attend(new AttentionMask<double> { Padding = Tensor.From([true, false]) }), "attention: a padding mask of shape [1, 2] is required, got [2]." },
        { () => Attend(new AttentionMask<double> { Hidden = Tensor.From([true, false, true]) }), "attention: a hidden mask [..., 2, 2] is required, got [3]." },
        { () => new RotaryPosition<double>(3, 2), "rotary: the width must be even, got 3. (Parameter 'width')" },
        { () => new RotaryPosition<double>(4, 2).Forward(Row), "rotary: x of shape [..., steps, 4] within 2 positions is required, got [2, 3] from position 0 on." },
        { () => new SinusoidalPosition<double>(3, 1).Forward(Row), "sinusoidal: x of shape [..., steps, 3] with at most 1 steps is required, got [2, 3]." },
        { () => new LearnedPosition<double>(2, 2, Random).Forward(Row), "learned_position: x of shape [..., steps, 2] with at most 2 steps is required, got [2, 3]." },
        { () => new Prelu<double>(0), "prelu: channels must be positive, got 0. (Parameter 'channels')\nActual value was 0." },
    };

    [Theory]
    [MemberData(nameof(Calls))]
    public void Misuse_is_refused(Func<object> call, string message)
        => Assert.Equal(message.ReplaceLineEndings(), Assert.ThrowsAny<ArgumentException>(call).Message);

    private static Tensor<double> Trained(Module<double> layer, Tensor<double> x)
    {
        using var tape = Tape.Start();
        layer.Train();
        return layer.Forward(x);
    }

    private static Tensor<double> Attend(AttentionMask<double> mask) => new MultiHeadAttention<double>(3, 1, Random).Forward(Row.Unsqueeze(0), mask);
}
