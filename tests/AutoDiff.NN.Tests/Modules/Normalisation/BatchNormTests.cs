namespace AutoDiff.NN.Tests;

public sealed class BatchNormTests
{
    [Theory]
    [InlineData(0.1)]
    [InlineData(null)]
    public void A_compiled_training_follows_the_statistics_of_each_run(double? momentum)
    {
        var (plain, compiled) = (new BatchNorm<double>(2, momentum: momentum), new BatchNorm<double>(2, momentum: momentum));
        plain.Train();
        compiled.Train();
        var gradients = Compile.Gradients<double, double>(x => Tensor.Sum(Tensor.Sin(compiled.Forward(x))), compiled.Parameters);
        for (var run = 0; run < 4; run++)
        {
            var x = Wave.Of([5, 2], run);
            var result = gradients.Run(x);
            using var tape = Tape.Start();
            var expected = tape.Gradients(Tensor.Sum(Tensor.Sin(plain.Forward(x))), plain.Parameters);
            Assert.Equal(expected[plain.Weight!].ToArray(), result[compiled.Weight!].ToArray());
            foreach (var ((_, a), (_, b)) in plain.NamedBuffers.Zip(compiled.NamedBuffers)) Assert.Equal(a.Snapshot().ToArray(), b.Snapshot().ToArray());
        }

        Assert.Equal(4, compiled.Batches.Snapshot().Item);
    }

    // Frozen statistics are constants: the layer is a straight line, and the input's gradient is w/√(σ² + ε).
    [Fact]
    public void Evaluation_on_a_tape_is_a_straight_line_and_changes_nothing()
    {
        var layer = new BatchNorm<double>(1, epsilon: 1);
        layer.RunningVariance.Set(Tensor.Of(3.0));
        layer.Evaluate();
        using var tape = Tape.Start();
        var x = tape.Variable(Tensor.From<double>([1, 5], [2, 1]));
        Assert.Equal([0.5, 0.5], tape.Gradients(Tensor.Sum(layer.Forward(x)), x)[x].ToArray());
        Assert.Equal([0, 3, 0], layer.NamedBuffers.Select(named => named.Buffer.Snapshot().ToArray()[0]));
    }
}
