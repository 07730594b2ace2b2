namespace AutoDiff.NN.Tests;

public sealed class MeanSquaredErrorTests
{
    [Fact]
    public void Value_and_gradient_are_those_of_the_formula()
    {
        using var tape = Tape.Start();
        var x = tape.Variable(Tensor.Of(1.0, 2, 5, 0));
        var loss = Losses.MeanSquaredError(x, Tensor.Of(1.0, 4, 1, 0));
        Assert.Equal(5, loss.Item);
        Assert.Equal([0, -1, 2, 0], tape.Gradients(loss, x)[x].ToArray());
    }

    [Fact]
    public void A_column_against_a_vector_is_refused()
    {
        var error = Assert.Throws<ShapeException>(() => Losses.MeanSquaredError(Tensor.Zeros<float>([4, 1]), Tensor.Zeros<float>([4])));
        Assert.Contains("[4, 1] and [4]", error.Message);
        Assert.Throws<ShapeException>(() => Losses.MeanSquaredError(Tensor.Zeros<float>([0]), Tensor.Zeros<float>([0])));
    }
}
