namespace AutoDiff.NN.Tests;

/// <summary>A compiled model gives the bits of the model itself, for every input of the shape.</summary>
public sealed class CompiledTests
{
    private static readonly Rng Random = new(5);

    [Fact]
    public void A_convolutional_network()
        => Same(
            new Sequential<double>(
                new Conv2d<double>(1, 3, 2, Random), new BatchNorm<double>(3), new Gelu<double>(), new AvgPool2d<double>(2), new Flatten<double>(), new Dropout<double>(0.5, Random), new Linear<double>(12, 2, Random)),
            [2, 1, 5, 5]);

    [Fact]
    public void A_transformer_with_rotary_positions()
        => Same(new Sequential<double>(new TransformerEncoderLayer<double>(4, 2, 3, Random, rotary: new RotaryPosition<double>(2, 5)), new RmsNorm<double>([4])), [2, 3, 4]);

    [Fact]
    public void Attention_whose_mask_is_an_input()
    {
        var layer = new MultiHeadAttention<double>(4, 2, Random);
        Tensor<double> Loss(Tensor<double> x, Tensor<bool> padding) => Tensor.Sum(Tensor.Sin(layer.Forward(x, new AttentionMask<double> { IsCausal = true, Padding = padding })));
        var compiled = Compile.Gradients<double, double, bool>(Loss, layer.Parameters);
        foreach (var padding in new[] { Tensor.From([false, false, true], [1, 3]), Tensor.From([true, false, false], [1, 3]) })
        {
            var x = Wave.Of([1, 3, 4], 0.2);
            var gradients = compiled.Run(x, padding).Select(gradient => gradient.ToArray()).ToList();
            using var tape = Tape.Start();
            Assert.Equal(tape.Gradients(Loss(x, padding), layer.Parameters).Select(gradient => gradient.ToArray()), gradients);
        }
    }

    [Fact]
    public void A_recurrent_network()
    {
        var (gru, lstm) = (new Gru<double>(2, 3, Random, new RecurrentOptions(IsBidirectional: true)), new Lstm<double>(6, 2, Random));
        Tensor<double> Forward(Tensor<double> x) => lstm.Forward(gru.Forward(x).Y).Y;
        var compiled = Compile.Function<double, double>(Forward);
        for (var run = 0; run < 3; run++) Assert.Equal(Forward(Wave.Of([4, 2, 2], run)).ToArray(), compiled.Run(Wave.Of([4, 2, 2], run)).ToArray());
    }

    private static void Same(Module<double> model, Shape shape)
    {
        model.Evaluate();
        var compiled = Compile.Function<double, double>(model.Forward);
        for (var run = 0; run < 3; run++) Assert.Equal(model.Forward(Wave.Of(shape, run)).ToArray(), compiled.Run(Wave.Of(shape, run)).ToArray());
    }
}
