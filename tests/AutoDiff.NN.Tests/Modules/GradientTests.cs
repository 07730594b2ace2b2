namespace AutoDiff.NN.Tests;

/// <summary>Every layer, as a function of its input and parameters, has right derivatives to second order.</summary>
public sealed class GradientTests
{
    private static readonly Rng Random = new(5);

    public static TheoryData<Module<double>, int[]> Modules => new()
    {
        { new Linear<double>(3, 2, Random), [2, 3] },
        { Linear<double>.Tied(new Parameter<double>(Wave.Of([4, 3], 1)), Wave.Of([4], 2)), [2, 3] },
        { new Conv1d<double>(2, 2, 2, Random, stride: 2, padding: 1, groups: 2), [1, 2, 5] },
        { new Conv2d<double>(2, 2, 2, Random, dilation: 2), [1, 2, 3, 4] },
        { new Conv3d<double>(1, 2, 2, Random), [1, 1, 2, 3, 2] },
        { new ConvTranspose1d<double>(2, 1, 3, Random, stride: 2, outputPadding: 1), [1, 2, 3] },
        { new ConvTranspose2d<double>(1, 2, 2, Random, padding: 1), [1, 1, 3, 3] },
        { new ConvTranspose3d<double>(1, 1, 2, Random), [1, 1, 2, 1, 2] },
        { new MaxPool1d<double>(2), [1, 2, 4] }, { new MaxPool2d<double>(2), [1, 1, 4, 4] }, { new MaxPool3d<double>(2), [1, 1, 2, 2, 4] },
        { new AvgPool1d<double>(2, padding: 1), [1, 2, 4] }, { new AvgPool2d<double>(2, 1), [1, 1, 3, 3] }, { new AvgPool3d<double>(2), [1, 1, 2, 2, 4] },
        { new AdaptiveAvgPool1d<double>(2), [1, 2, 5] }, { new AdaptiveAvgPool2d<double>(2), [1, 1, 3, 4] },
        { new AdaptiveMaxPool1d<double>(2), [1, 2, 5] }, { new AdaptiveMaxPool2d<double>(2), [1, 1, 3, 4] },
        { new Upsample<double>(2), [1, 1, 2, 2] }, { new Upsample<double>(2, isBilinear: true), [1, 1, 2, 3] }, { new PixelShuffle<double>(2), [1, 4, 1, 2] },
        { new BatchNorm<double>(2), [4, 2] }, { new BatchNorm<double>(2), [2, 2, 3] },
        { new LayerNorm<double>([3]), [2, 3] }, { new LayerNorm<double>([2, 2]), [2, 2, 2] }, { new RmsNorm<double>([3]), [2, 3] },
        { new GroupNorm<double>(2, 4), [2, 4, 2] }, { new InstanceNorm<double>(2, isAffine: true), [1, 2, 4] },
        { new Flatten<double>(), [2, 2, 2] }, { new Residual<double>(new Linear<double>(3, 3, Random)), [2, 3] },
        { new Residual<double>(new Linear<double>(3, 2, Random), new Linear<double>(3, 2, Random, hasBias: false)), [2, 3] },
        { new Sequential<double>(new Linear<double>(2, 3, Random), new Tanh<double>(), new Linear<double>(3, 1, Random)), [2, 2] },
        { new SinusoidalPosition<double>(4, 3), [2, 4] }, { new LearnedPosition<double>(4, 3, Random), [1, 2, 4] },
        { new RotaryPosition<double>(4, 3), [1, 2, 4] }, { new RotaryPosition<double>(4, 3, isInterleaved: true), [2, 4] },
        { new TransformerEncoderLayer<double>(4, 2, 3, Random, new TransformerOptions<double> { Activation = Tensor.Tanh }), [1, 2, 4] },
        { new TransformerEncoderLayer<double>(4, 1, 2, Random, new TransformerOptions<double> { Activation = Tensor.Gelu, IsNormalisedFirst = true }, new RotaryPosition<double>(4, 2)), [1, 2, 4] },
        { new Prelu<double>(2), [2, 2, 2] }, { new Elu<double>(0.5), [5] }, { new Celu<double>(0.5), [5] }, { new Selu<double>(), [5] }, { new Mish<double>(), [5] }, { new Gelu<double>(true), [5] },
        { new Silu<double>(), [5] }, { new LogSigmoid<double>(), [5] }, { new TanhShrink<double>(), [5] }, { new Softmax<double>(), [2, 3] }, { new LogSoftmax<double>(0), [2, 3] }, { new Glu<double>(), [2, 4] },
    };

    [Theory]
    [MemberData(nameof(Modules))]
    public void Module(Module<double> module, int[] shape)
    {
        module.Train();
        Layers.CheckGradients(module, xs => module.Forward(xs[0]), Wave.Of(shape, 0.4));
    }

    [Fact]
    public void Batch_normalisation_in_evaluation()
    {
        var module = Wave.Fill(new BatchNorm<double>(2));
        module.RunningMean.Set(Tensor.Of(0.3, -0.2));
        module.RunningVariance.Set(Tensor.Of(0.5, 2));
        module.Evaluate();
        Layers.CheckGradients(module, xs => module.Forward(xs[0]), Wave.Of([3, 2], 0.4));
    }

    [Fact]
    public void Bilinear()
    {
        var layer = new Bilinear<double>(2, 3, 2, Random);
        Layers.CheckGradients(layer, xs => layer.Forward(xs[0], xs[1]), Wave.Of([2, 2], 0.4), Wave.Of([2, 3], 0.9));
    }

    [Fact]
    public void Embedding()
    {
        var layer = new Embedding<double>(4, 2, Random);
        Layers.CheckGradients(layer, _ => layer.Forward(Tensor.From<int>([1, 0, 1], [3])));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Recurrent_networks(bool isPadded)
    {
        var (x, h, c) = (Wave.Of([3, 2, 2], 0.1), Wave.Of([2, 2, 2], 0.2), Wave.Of([2, 2, 2], 0.3));
        var lengths = isPadded ? Tensor.From([3, 1]) : null;
        var options = new RecurrentOptions(IsBidirectional: true);
        var rnn = new Rnn<double>(2, 2, Random, options);
        Layers.CheckGradients(rnn, xs => rnn.Forward(xs[0], xs[1], lengths) is var (y, last) ? Layers.Join(y, last) : null!, x, h);
        var gru = new Gru<double>(2, 2, Random, options);
        Layers.CheckGradients(gru, xs => gru.Forward(xs[0], xs[1], lengths) is var (y, last) ? Layers.Join(y, last) : null!, x, h);
        var lstm = new Lstm<double>(2, 2, Random, options);
        Layers.CheckGradients(lstm, xs => lstm.Forward(xs[0], xs[1], xs[2], lengths) is var (y, last, cell) ? Layers.Join(y, last, cell) : null!, x, h, c);
    }

    [Fact]
    public void Attention_with_masks_and_weights()
    {
        var layer = new MultiHeadAttention<double>(4, 2, Random);
        var mask = new AttentionMask<double> { IsCausal = true, Padding = Tensor.From([false, false, true, false, false, false], [2, 3]) };
        Layers.CheckGradients(layer, xs => layer.Forward(xs[0], mask), Wave.Of([2, 3, 4], 0.1));
        Layers.CheckGradients(layer, xs => layer.ForwardWithWeights(xs[0], xs[1], xs[2]) is var (y, weights) ? Layers.Join(y, weights) : null!, Wave.Of([1, 2, 4], 0.1), Wave.Of([1, 3, 4], 0.2), Wave.Of([1, 3, 4], 0.3));
    }

    [Fact]
    public void Decoder_layer()
    {
        var layer = new TransformerDecoderLayer<double>(4, 2, 3, Random, new TransformerOptions<double> { Activation = Tensor.Tanh });
        Layers.CheckGradients(layer, xs => layer.Forward(xs[0], xs[1], AttentionMask<double>.Causal), Wave.Of([1, 2, 4], 0.1), Wave.Of([1, 3, 4], 0.2));
    }
}
