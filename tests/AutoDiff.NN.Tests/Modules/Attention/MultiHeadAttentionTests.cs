namespace AutoDiff.NN.Tests;

public sealed class MultiHeadAttentionTests
{
    private static readonly Rng Random = new(5);

    // With value projections that pass the values and an output that passes the heads, the weights say what the result is.
    [Fact]
    public void Weights_sum_to_one_and_give_the_result()
    {
        var layer = new MultiHeadAttention<double>(2, 1, Random);
        var state = layer.SaveState().ToDictionary();
        var passed = Tensor.Concat<double>([state["in_proj_weight"][..4], Tensor.Eye<double>(2)]);
        layer.LoadState(new Dictionary<string, Tensor<double>>(state) { ["in_proj_weight"] = passed, ["out_proj.weight"] = Tensor.Eye<double>(2) });
        var (query, value) = (Wave.Of([2, 3, 2], 0.1), Wave.Of([2, 4, 2], 0.7));
        foreach (var mask in new[] { null, AttentionMask<double>.Causal, new AttentionMask<double> { Added = Wave.Of([3, 4], 0.3) } })
        {
            var (y, weights) = layer.ForwardWithWeights(query, value, value, mask);
            Wave.Close([1, 1, 1, 1, 1, 1], Tensor.Sum(weights, -1));
            Wave.Close(Tensor.MatMul(weights, value).ToArray(), y);
            Wave.Close(y.ToArray(), layer.Forward(query, value, value, mask));
        }
    }

    [Fact]
    public void Masks_add_up()
    {
        var layer = new MultiHeadAttention<double>(2, 1, Random);
        var x = Wave.Of([1, 3, 2], 0.1);
        var added = Wave.Of([3, 3], 0.3);
        var mask = new AttentionMask<double>
        {
            IsCausal = true, Added = added, Padding = Tensor.From([false, true, false], [1, 3]),
            Hidden = Tensor.From([false, false, false, false, false, false, true, false, false], [3, 3]),
        };
        var (_, weights) = layer.ForwardWithWeights(x, x, x, mask);
        Wave.Close([1, 0, 0, 1, 0, 0, 0, 0, 1], weights);
    }

    [Fact]
    public void Dropout_of_weights_acts_in_training_alone()
    {
        var layer = new MultiHeadAttention<double>(4, 2, Random, dropout: 0.5);
        var plain = new MultiHeadAttention<double>(4, 2, Random);
        plain.LoadState(layer.SaveState());
        var x = Wave.Of([1, 6, 4], 0.1);
        layer.Evaluate();
        Wave.Close(plain.Forward(x).ToArray(), layer.Forward(x));
        layer.Train();
        using var tape = Tape.Start();
        Assert.NotEqual(plain.Forward(x).ToArray(), layer.Forward(x).ToArray());
    }

    [Fact]
    public void Layers_of_a_transformer_with_dropout_are_those_without_in_evaluation()
    {
        var (with, without) = (new TransformerOptions<double> { Dropout = 0.5 }, new TransformerOptions<double>());
        var x = Wave.Of([1, 3, 4], 0.1);
        var (first, second) = (new TransformerEncoderLayer<double>(4, 2, 5, Random, with), new TransformerEncoderLayer<double>(4, 2, 5, Random, without));
        second.LoadState(first.SaveState());
        first.Evaluate();
        Wave.Close(second.Forward(x).ToArray(), first.Forward(x));
        var (third, fourth) = (new TransformerDecoderLayer<double>(4, 2, 5, Random, with), new TransformerDecoderLayer<double>(4, 2, 5, Random, without));
        fourth.LoadState(third.SaveState());
        third.Evaluate();
        Wave.Close(fourth.Forward(x, x).ToArray(), third.Forward(x, x));
    }
}
