namespace AutoDiff.NN.Tests;

public sealed class ModeTests
{
    private static readonly Tensor<double> X = Wave.Of([4, 2], 0.3);

    public static TheoryData<Module<double>, string> Layers => new()
    {
        { new Dropout<double>(0.5, new Rng(1)), "dropout: Dropout(0.5) at '1.0'" },
        { new SpatialDropout<double>(0.25, new Rng(1)), "spatial_dropout: SpatialDropout(0.25) at '1.0'" },
        { new BatchNorm<double>(2), "batch_norm: BatchNorm(2) at '1.0'" },
    };

    [Theory]
    [MemberData(nameof(Layers))]
    public void A_layer_names_itself_where_the_mode_was_forgotten(Module<double> layer, string name)
    {
        var model = new Sequential<double>(new Tanh<double>(), new Sequential<double>(layer));
        Assert.Equal(
            $"{name} behaves differently in training and evaluation, and neither was chosen; call Train() or Evaluate() on the model.",
            Assert.Throws<InvalidOperationException>(() => model.Forward(X)).Message);
        model.Train();
        Assert.Equal(
            $"{name} is in training mode but no tape records; call Evaluate() on the model before inference, or start a tape to train.",
            Assert.Throws<InvalidOperationException>(() => model.Forward(X)).Message);
        using var tape = Tape.Start();
        using (tape.Pause()) Assert.Throws<InvalidOperationException>(() => model.Forward(X));
        Assert.Equal(X.Shape, model.Forward(X).Shape);
    }

    [Fact]
    public void Layers_that_do_the_same_in_both_modes_do_not_ask()
    {
        Assert.Equal(X.ToArray(), new Dropout<double>(0, new Rng(1)).Forward(X).ToArray());
        Assert.Equal([4, 3], new Sequential<double>(new Linear<double>(2, 3, new Rng(1)), new LayerNorm<double>([3])).Forward(X).Shape);
    }

    [Fact]
    public void A_scope_brings_back_what_was_chosen_for_each_part()
    {
        var (frozen, other) = (new BatchNorm<double>(2), new BatchNorm<double>(2));
        var model = new Sequential<double>(frozen, other);
        model.Train();
        frozen.Evaluate();
        using (model.Evaluate()) Assert.Equal((Mode.Evaluation, Mode.Evaluation), (other.Mode, model.Mode));
        Assert.Equal((Mode.Evaluation, Mode.Training, Mode.Training), (frozen.Mode, other.Mode, model.Mode));
    }

    [Fact]
    public void Dropped_channels_are_dropped_whole()
    {
        var layer = new SpatialDropout<double>(0.5, new Rng(3));
        layer.Train();
        using var tape = Tape.Start();
        var y = layer.Forward(Tensor.Ones<double>([8, 4, 5])).ToArray();
        var channels = y.Chunk(5).ToList();
        Assert.All(channels, channel => Assert.True(channel.All(v => v == 0) || channel.All(v => v == 2)));
        Assert.InRange(channels.Count(channel => channel[0] == 0), 1, 31);
    }
}
