namespace AutoDiff.NN.Tests;

/// <summary>What is masked or padded has no influence: changing it, even to NaN, changes no bit of a result or a gradient.</summary>
public sealed class LeakTests
{
    private static readonly Rng Random = new(5);
    private static readonly Tensor<int> Lengths = Tensor.From([3, 1, 2]);
    private static readonly RecurrentOptions Options = new(Layers: 2, IsBidirectional: true);

    private delegate Tensor<double>[] Network(Tensor<double> x);

    public static TheoryData<double> Fillers => [0, 1e3, double.PositiveInfinity, double.NaN];

    [Theory]
    [MemberData(nameof(Fillers))]
    public void Padding_of_recurrent_networks(double filler)
    {
        var (rnn, gru, lstm) = (new Rnn<double>(2, 3, Random, Options), new Gru<double>(2, 3, Random, Options), new Lstm<double>(2, 3, Random, Options));
        var (clean, dirty) = (Sequences(-0.7), Sequences(filler));
        var state = Wave.Of([4, 3, 3], 0.2);
        Same(rnn, x => rnn.Forward(x, state, Lengths) is var (y, h) ? [y, h] : [], clean, dirty);
        Same(gru, x => gru.Forward(x, state, Lengths) is var (y, h) ? [y, h] : [], clean, dirty);
        Same(lstm, x => lstm.Forward(x, state, state, Lengths) is var (y, h, c) ? [y, h, c] : [], clean, dirty);
    }

    [Fact]
    public void Sequences_of_a_batch_give_what_they_give_alone()
    {
        var (gru, lstm) = (new Gru<double>(2, 3, Random, Options), new Lstm<double>(2, 3, Random, Options));
        var x = Sequences(9);
        var lengths = Lengths.ToArray();
        var (all, last) = gru.Forward(x, lengths: Lengths);
        var (cells, _, cell) = lstm.Forward(x, lengths: Lengths);
        for (var n = 0; n < lengths.Length; n++)
        {
            var (alone, end) = gru.Forward(x[..lengths[n], n..(n + 1)]);
            Wave.Close(alone.ToArray(), all[..lengths[n], n]);
            Wave.Close(end.ToArray(), last[.., n]);
            var (states, _, final) = lstm.Forward(x[..lengths[n], n..(n + 1)]);
            Wave.Close(states.ToArray(), cells[..lengths[n], n]);
            Wave.Close(final.ToArray(), cell[.., n]);
            Assert.All(all[lengths[n].., n].ToArray(), v => Assert.Equal(0, v));
        }
    }

    [Fact]
    public void A_sequence_read_in_two_pieces_with_carried_state_gives_the_same()
    {
        var lstm = new Lstm<double>(2, 3, Random, new RecurrentOptions(Layers: 2));
        var x = Wave.Of([5, 2, 2], 0.1);
        var (y, h, c) = lstm.Forward(x);
        var (first, carried, cell) = lstm.Forward(x[..2]);
        var (second, h2, c2) = lstm.Forward(x[2..], carried, cell);
        Wave.Close(y.ToArray(), Tensor.Concat<double>([first, second]));
        Wave.Close(h.ToArray(), h2);
        Wave.Close(c.ToArray(), c2);
    }

    [Theory]
    [MemberData(nameof(Fillers))]
    public void Padded_keys_of_attention(double filler)
    {
        var layer = new MultiHeadAttention<double>(4, 2, Random);
        var (query, state) = (Wave.Of([2, 3, 4], 0.1), Wave.Of([2, 3, 4], 0.6));
        var padding = Tensor.From([false, false, true, false, true, true], [2, 3]);
        var mask = new AttentionMask<double> { Padding = padding };
        Same(layer, x => [layer.Forward(query, x, x, mask)], state, Tensor.MaskedFill(state, padding.Unsqueeze(2), filler));
        Same(layer, x => layer.ForwardWithWeights(query, x, x, mask) is var (y, w) ? [y, w] : [], state, Tensor.MaskedFill(state, padding.Unsqueeze(2), filler));
    }

    [Fact]
    public void The_future_and_hidden_keys_of_attention()
    {
        var layer = new TransformerEncoderLayer<double>(4, 2, 5, Random);
        var x = Wave.Of([1, 4, 4], 0.1);
        var other = Tensor.Concat<double>([x[.., ..2], Wave.Of([1, 2, 4], 7)], 1);
        var hidden = new AttentionMask<double> { Hidden = Tensor.From([false, false, true, true, false, false, true, true, false, false, false, false, false, false, false, false], [4, 4]) };
        foreach (var mask in new[] { AttentionMask<double>.Causal, hidden })
            Assert.Equal(layer.Forward(x, mask)[.., ..2].ToArray(), layer.Forward(other, mask)[.., ..2].ToArray());
    }

    [Fact]
    public void A_query_that_sees_nothing_gives_zero_and_no_gradient()
    {
        var layer = new MultiHeadAttention<double>(4, 2, Random, hasBias: false);
        var mask = new AttentionMask<double> { IsCausal = true, Padding = Tensor.From([true, false, false], [1, 3]) };
        using var tape = Tape.Start();
        var x = tape.Variable(Wave.Of([1, 3, 4], 0.1));
        var y = layer.Forward(x, mask);
        Assert.Equal([0, 0, 0, 0], y[0, 0].ToArray());
        var gradients = tape.Gradients(Tensor.Sum(Tensor.Square(y)), [x, .. layer.Parameters.Select(parameter => (Target<double>)parameter)]);
        Assert.All(gradients, gradient => Assert.All(gradient.ToArray(), v => Assert.True(double.IsFinite(v))));
        Assert.Equal([0, 0, 0, 0], gradients[x][0, 0].ToArray());
    }

    [Fact]
    public void Lengths_make_a_padding_mask()
        => Assert.Equal([false, true, true, false, false, false], AttentionMask<double>.Lengths(Tensor.From([1, 3]), 3).Padding!.ToArray());

    /// <summary>Steps past the end of each sequence hold the filler.</summary>
    private static Tensor<double> Sequences(double filler)
    {
        var past = Tensor.LessOrEqual(Lengths, Tensor.Arange<int>(3).Unsqueeze(1)).Unsqueeze(2);
        return Tensor.MaskedFill(Wave.Of([3, 3, 2], 0.1), past, filler);
    }

    private static void Same(Model<double> model, Network network, Tensor<double> clean, Tensor<double> dirty)
    {
        var (values, gradients) = Run(model, network, clean);
        var (others, changed) = Run(model, network, dirty);
        foreach (var (a, b) in values.Concat(gradients).Zip(others.Concat(changed))) Assert.Equal(a, b);
        Assert.All(values.Concat(gradients), numbers => Assert.All(numbers, v => Assert.True(double.IsFinite(v))));
    }

    private static (List<double[]> Values, List<double[]> Gradients) Run(Model<double> model, Network network, Tensor<double> x)
    {
        using var tape = Tape.Start();
        var variable = tape.Variable(x);
        var results = network(variable);
        var sum = results.Select(y => Tensor.Sum(Tensor.Sin(y))).Aggregate((a, b) => a + b);
        var gradients = tape.Gradients(sum, [variable, .. model.Parameters.Select(parameter => (Target<double>)parameter)]);
        return ([.. results.Select(y => y.ToArray())], [.. gradients.Select(gradient => gradient.ToArray())]);
    }
}
