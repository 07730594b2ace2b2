using AutoDiff.Checking;

namespace AutoDiff.NN.Tests;

public sealed class CtcTests
{
    /// <summary>Steps, symbols, the blank, labels: repeated, too long, none.</summary>
    public static TheoryData<int, int, int, int[]> Cases => new()
    {
        { 4, 3, 0, [1, 2] }, { 5, 3, 0, [1, 1] }, { 4, 3, 2, [0, 0, 1] }, { 5, 3, 1, [0, 2, 0] }, { 3, 3, 0, [2] }, { 3, 2, 0, [] }, { 3, 3, 0, [1, 2, 1] }, { 2, 3, 0, [1, 1] }, { 0, 3, 0, [] }, { 0, 3, 0, [1] },
    };

    [Theory]
    [MemberData(nameof(Cases))]
    public void Value_is_the_sum_over_all_alignments(int steps, int symbols, int blank, int[] labels)
    {
        var q = Random(steps, 1, symbols);
        var expected = -Math.Log(Spellings(q, blank, labels));
        Assert.Equal(expected, Losses.Ctc(q, Tensor.From(labels, [1, labels.Length]), blank: blank, reduction: Reduction.Sum).Item, 1e-13);
        Assert.Equal(expected, Losses.Ctc(q.Squeeze(1), Tensor.From(labels), blank: blank, reduction: Reduction.None).Item, 1e-13);
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void Derivatives_are_right_to_second_order(int steps, int symbols, int blank, int[] labels)
    {
        var options = new CheckOptions { Op = "ctc", Order = 2 };
        Check.Gradients(xs => Losses.Ctc(xs[0], Tensor.From(labels, [1, labels.Length]), blank: blank, zeroInfinity: true), options, Random(steps, 1, symbols)).ThrowIfFailed();
    }

    // PyTorch 1.13.1: ctc_loss of log_softmax(sin(0.37 k)) with these lengths.
    [Fact]
    public void Values_of_a_padded_batch_are_those_of_PyTorch()
    {
        var q = Tensor.LogSoftmax(Tensor.Sin(Tensor.Arange<double>(24) * 0.37).Reshape(4, 2, 3), -1);
        var (labels, steps, lengths) = (Tensor.From(new[,] { { 1, 1 }, { 2, 0 } }), Tensor.Of(4, 3), Tensor.Of(2, 1));
        Numbers.Near([2.7780448131048048, 1.5837628932934533], Losses.Ctc(q, labels, steps, lengths, reduction: Reduction.None));
        Numbers.Near([1.4863926499229279], Losses.Ctc(q, labels, steps, lengths));
        Numbers.Near([4.361807706398258], Losses.Ctc(q, labels, steps, lengths, reduction: Reduction.Sum));
        Numbers.Near([4.361807706398258 / 2], Losses.Ctc(q, labels, steps, lengths, reduction: Reduction.BatchMean));
    }

    [Fact]
    public void The_gradient_adds_up_to_minus_1_at_each_step_that_counts()
    {
        var gradient = Numbers.Gradient(q => Losses.Ctc(q, Tensor.From(new[,] { { 1, 2 }, { 2, 0 } }), Tensor.Of(6, 3), Tensor.Of(2, 1), reduction: Reduction.None), Random(6, 2, 3));
        var sums = Tensor.Sum(gradient, -1);
        Numbers.Near([-1, -1, -1, -1, -1, -1], sums.Select(1, 0), 1e-13);
        Numbers.Near([-1, -1, -1, 0, 0, 0], sums.Select(1, 1), 1e-13);
    }

    [Fact]
    public void What_lies_behind_the_lengths_has_no_influence()
    {
        var q = Random(5, 2, 3).ToArray();
        for (var k = 3 * 2 * 3 + 3; k < q.Length; k += 6) (q[k], q[k + 1], q[k + 2]) = (double.NaN, double.NaN, double.NaN);
        var batch = Losses.Ctc(Tensor.From(q, [5, 2, 3]), Tensor.From(new[,] { { 1, 2, 1 }, { 2, -9, 77 } }), Tensor.Of(5, 3), Tensor.Of(3, 1), reduction: Reduction.None);
        Assert.Equal(Losses.Ctc(Random(5, 2, 3)[..3].Select(1, 1), Tensor.Of(2), reduction: Reduction.Sum).Item, batch.ToArray()[1], 1e-14);
        Assert.True(double.IsFinite(batch.ToArray()[0]));
    }

    [Fact]
    public void Labels_that_cannot_be_spelled_cost_infinity_or_0_and_have_no_gradient()
    {
        var (q, labels) = (Random(2, 1, 3), Tensor.From(new[,] { { 1, 1 } }));
        Assert.Equal(double.PositiveInfinity, Losses.Ctc(q, labels).Item);
        Assert.Equal(0, Losses.Ctc(q, labels, zeroInfinity: true).Item);
        Assert.Equal(new double[6], Numbers.Gradient(x => Losses.Ctc(x, labels), q).ToArray());
        Assert.Equal(new double[6], Numbers.Gradient(x => Losses.Ctc(x, labels, zeroInfinity: true), q).ToArray());
    }

    [Fact]
    public void Long_sequences_and_small_probabilities_do_not_underflow()
    {
        // Every way has the probability e⁻¹⁰⁰⁰⁰ at each of 1000 steps: ln of their number is all that is left of the loss.
        var q = Tensor.Full([1000, 1, 3], -1e4);
        var loss = Losses.Ctc(q, Tensor.From(new[,] { { 1 } }), reduction: Reduction.Sum);

        // One label of 1 to 1000 steps anywhere: 1000 · 1001/2 ways.
        Assert.Equal(1e7 - Math.Log(500500), loss.Item, 1e-6);
        Assert.All(Numbers.Gradient(x => Losses.Ctc(x, Tensor.From(new[,] { { 1 } })), q).ToArray(), element => Assert.True(double.IsFinite(element)));
    }

    [Fact]
    public void NaN_in_gives_NaN_out_for_its_sequence()
    {
        var q = Random(3, 2, 3).ToArray();
        q[0] = double.NaN;
        var losses = Losses.Ctc(Tensor.From(q, [3, 2, 3]), Tensor.From(new[,] { { 1 }, { 2 } }), reduction: Reduction.None).ToArray();
        Assert.True(double.IsNaN(losses[0]) && double.IsFinite(losses[1]));
    }

    [Fact]
    public void An_empty_batch_has_no_losses()
    {
        var (q, labels) = (Tensor.Zeros<double>([3, 0, 3]), Tensor.Zeros<int>([0, 2]));
        Assert.Equal(0, Losses.Ctc(q, labels, reduction: Reduction.Sum).Item);
        Assert.Throws<ShapeException>(() => Losses.Ctc(q, labels));
    }

    [Fact]
    public void Lengths_and_labels_may_change_in_a_compiled_loss()
    {
        var w = new Parameter<double>(Random(4, 2, 3));
        var compiled = Compile.Gradients((Tensor<int> labels, Tensor<int> lengths) => Losses.Ctc(w.Value, labels, null, lengths), [w]);
        foreach (var (labels, lengths) in new[] { (Tensor.From(new[,] { { 1, 1 }, { 2, 0 } }), Tensor.Of(2, 1)), (Tensor.From(new[,] { { 2, 1 }, { 1, 2 } }), Tensor.Of(1, 2)) })
        {
            var gradients = compiled.Run(labels, lengths);
            Assert.Equal(Losses.Ctc(w.Value.Detach(), labels, null, lengths).Item, compiled.Value);
            Assert.Equal(Numbers.Gradient(q => Losses.Ctc(q, labels, null, lengths), w.Value.Detach()).ToArray(), gradients[w].ToArray());
        }

        Assert.Throws<ArgumentOutOfRangeException>(() => compiled.Run(Tensor.From(new[,] { { 1, 0 }, { 2, 0 } }), Tensor.Of(2, 1)));
    }

    [Fact]
    public void Misuse_is_refused()
    {
        var (q, labels) = (Random(4, 2, 3), Tensor.From(new[,] { { 1, 2 }, { 2, 1 } }));
        Assert.Contains("got [4, 2, 3] and [1, 2]", Assert.Throws<ShapeException>(() => Losses.Ctc(q, labels[..1])).Message, StringComparison.Ordinal);
        Assert.Throws<ShapeException>(() => Losses.Ctc(q, labels, Tensor.Of(4)));
        Assert.Throws<ArgumentOutOfRangeException>(() => Losses.Ctc(q, labels, blank: 3));
        Assert.Contains("not the blank 1, got 1 for sequence 0", Assert.Throws<ArgumentOutOfRangeException>(() => Losses.Ctc(q, labels, blank: 1)).Message, StringComparison.Ordinal);
        Assert.Contains("ctc: input lengths must be in [0, 4], got 5 for sequence 1", Assert.Throws<ArgumentOutOfRangeException>(() => Losses.Ctc(q, labels, Tensor.Of(4, 5))).Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentOutOfRangeException>(() => Losses.Ctc(q, labels, null, Tensor.Of(-1, 2)));
    }

    private static Tensor<double> Random(int steps, int batch, int symbols) => Tensor.LogSoftmax(Tensor.Normal<double>([steps, batch, symbols], new Rng(3)), -1);

    /// <summary>The probability of the labels, over every sequence of symbols that becomes them when repetitions are joined and blanks dropped.</summary>
    private static double Spellings(Tensor<double> q, int blank, int[] labels)
    {
        var (steps, symbols, numbers) = (q.Shape[0], q.Shape[2], q.ToArray());
        var total = 0.0;
        for (var path = 0; path < Math.Pow(symbols, steps); path++)
        {
            var (log, previous, spelled) = (0.0, blank, new List<int>());
            for (var (t, rest) = (0, path); t < steps; t++, rest /= symbols)
            {
                var symbol = rest % symbols;
                log += numbers[t * symbols + symbol];
                if (symbol != previous && symbol != blank) spelled.Add(symbol);
                previous = symbol;
            }

            if (spelled.SequenceEqual(labels)) total += Math.Exp(log);
        }

        return total;
    }
}
