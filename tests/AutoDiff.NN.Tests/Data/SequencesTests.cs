namespace AutoDiff.NN.Tests;

public sealed class SequencesTests
{
    [Fact]
    public void Shorter_sequences_are_filled_up_to_the_longest_of_their_batch()
    {
        var data = new SequenceDataset<int>([Tensor.Of(1, 2, 3), Tensor.Of(4), Tensor.Of(5, 6)], fill: -1);
        var batch = data.Gather([2, 1]);
        Assert.Equal([2, 2], batch.Values.Shape);
        Assert.Equal([5, 6, 4, -1], batch.Values.ToArray());
        Assert.Equal([2, 1], batch.Lengths.ToArray());
        Assert.Equal([true, true, true, false], batch.Mask.ToArray());
    }

    [Fact]
    public void Sequences_of_vectors_keep_their_axes()
    {
        var data = new SequenceDataset<double>([Tensor.Ones<double>([2, 3]), Tensor.Full<double>([1, 3], 2)]);
        Assert.Equal([1, 1, 1, 1, 1, 1, 2, 2, 2, 0, 0, 0], data.Gather([0, 1]).Values.ToArray());
        Assert.Contains("sequence 1", Assert.Throws<ShapeException>(() => new SequenceDataset<double>([Tensor.Ones<double>([2, 3]), Tensor.Ones<double>([2, 4])])).Message);
    }

    [Fact]
    public void Characters_have_numbers_in_their_order_and_come_back()
    {
        var vocabulary = new Vocabulary("banana 😀");
        Assert.Equal(" abn😀", vocabulary.Characters);
        Assert.Equal([2, 1, 3, 4], vocabulary.Encode("ban😀"));
        Assert.Equal("ban😀", vocabulary.Decode([2, 1, 3, 4]));
    }

    [Fact]
    public void An_unknown_character_is_named_by_line_and_column()
    {
        var message = Assert.Throws<ArgumentException>(() => new Vocabulary("ab\n").Encode("ab\nbax")).Message;
        Assert.Contains("'x' (U+0078) in line 2, column 3", message);
        Assert.Throws<ArgumentOutOfRangeException>(() => new Vocabulary("ab").Decode([2]));
    }

    [Fact]
    public void The_labels_of_a_stretch_are_the_characters_that_come_next()
    {
        var data = new TextDataset([0, 1, 2, 3, 4, 5, 6], length: 3);
        Assert.Equal(2, data.Count);
        var batch = data.Gather([1, 0]);
        Assert.Equal([3, 4, 5, 0, 1, 2], batch.Inputs.ToArray());
        Assert.Equal([4, 5, 6, 1, 2, 3], batch.Labels.ToArray());
        Assert.Equal(2, batch.Count);
        Assert.Equal(4, new TextDataset([0, 1, 2, 3, 4, 5, 6], length: 3, step: 1).Count);
        Assert.Throws<ArgumentException>(() => new TextDataset([0, 1, 2], length: 3));
    }
}
