namespace AutoDiff.Tests;

/// <summary>The fused operation against the recurrence that it stands for; values against all alignments are tested with the loss.</summary>
public class CtcTests
{
    private static readonly Tensor<int> Labels = Tensor.From(new[,] { { 1, 1, 2 }, { 2, 0, 0 }, { 1, 2, 1 }, { 3, 3, 3 } });
    private static readonly Tensor<int> Steps = Tensor.Of(6, 4, 5, 4);
    private static readonly Tensor<int> Lengths = Tensor.Of(3, 1, 0, 3);

    [Fact]
    public void The_gradient_of_the_kernel_is_that_of_the_recurrence()
    {
        // A gradient that is to be differentiated again is taken of the recurrence.
        using var tape = Tape.Start();
        var q = tape.Variable(Tensor.LogSoftmax(Tensor.Normal<double>([6, 4, 4], new Rng(2)), -1));
        var y = Tensor.Ctc(q, Labels, Steps, Lengths);
        var g = Tensor.Of(1.0, -2, 0.5, 3);
        Assert.Equal(double.PositiveInfinity, y.ToArray()[3]);
        var (kernel, recurrence) = (tape.Gradients(y, [q], g)[q], tape.Gradients(y, [q], g, graph: true)[q]);
        Assert.All(kernel.ToArray().Zip(recurrence.ToArray()), pair => Assert.Equal(pair.Second, pair.First, 1e-13));
    }

    [Fact]
    public void Float_agrees_with_double()
    {
        var q = Tensor.LogSoftmax(Tensor.Normal<double>([6, 4, 4], new Rng(2)), -1);
        var single = Tensor.Ctc(Tensor.From(Array.ConvertAll(q.ToArray(), x => (float)x), q.Shape), Labels, Steps, Lengths, zeroInfinity: true);

        // A sum over six steps of numbers of order 1 to 10, each rounded to 6e-8 of itself.
        Assert.All(Tensor.Ctc(q, Labels, Steps, Lengths, zeroInfinity: true).ToArray().Zip(single.ToArray()), pair => Assert.Equal(pair.First, pair.Second, 1e-5));
    }

    [Fact]
    public void The_batch_gives_what_its_sequences_give_one_by_one()
    {
        var q = Tensor.LogSoftmax(Tensor.Normal<double>([6, 4, 4], new Rng(2)), -1);
        var batch = Tensor.Ctc(q, Labels, Steps, Lengths).ToArray();
        for (var n = 0; n < 4; n++)
            Assert.Equal(batch[n], Tensor.Ctc(q.Select(1, n)[..Steps.ToArray()[n]], Labels[n][..Lengths.ToArray()[n]]).Item);
    }
}
