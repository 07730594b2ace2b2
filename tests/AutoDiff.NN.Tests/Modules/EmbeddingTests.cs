namespace AutoDiff.NN.Tests;

public sealed class EmbeddingTests
{
    [Fact]
    public void Rows_are_looked_up_and_the_padding_row_is_zero_and_learns_nothing()
    {
        var layer = new Embedding<double>(4, 2, new Rng(1), paddingIndex: 2);
        Assert.Equal([0, 0], layer.Weight.Value[2].ToArray());
        using var tape = Tape.Start();
        var y = layer.Forward(Tensor.From([1, 2, 1], [3, 1]));
        Assert.Equal([3, 1, 2], y.Shape);
        Assert.Equal(layer.Weight.Value[1].ToArray(), y[2, 0].ToArray());
        Assert.Equal([0, 0, 2, 2, 0, 0, 0, 0], tape.Gradients(Tensor.Sum(y), layer.Weight)[layer.Weight].ToArray());
    }
}
