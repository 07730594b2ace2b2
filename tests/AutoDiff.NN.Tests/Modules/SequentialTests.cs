namespace AutoDiff.NN.Tests;

public sealed class SequentialTests
{
    [Fact]
    public void Parts_are_applied_in_order_and_give_their_parameters_in_order()
    {
        var (first, second) = (new Linear<float>(3, 4, new Rng(1)), new Linear<float>(4, 2, new Rng(2)));
        var model = new Sequential<float>(first, new Relu<float>(), second);
        var x = Tensor.Normal<float>([5, 3], new Rng(3));
        Assert.Equal(second.Forward(Tensor.Relu(first.Forward(x))).ToArray(), model.Forward(x).ToArray());
        Assert.Equal([first.Weight, first.Bias!, second.Weight, second.Bias!], model.Parameters);
    }

    [Fact]
    public void Evaluation_and_training_reach_nested_parts()
    {
        var dropout = new Dropout<float>(0.5, new Rng(1));
        var model = new Sequential<float>(new Sequential<float>(dropout));
        Assert.Equal(Mode.Unchosen, dropout.Mode);
        model.Evaluate();
        Assert.Equal(Mode.Evaluation, dropout.Mode);
        model.Train();
        Assert.True(dropout.IsTraining);
    }

    [Fact]
    public void Without_a_tape_nothing_is_recorded()
        => Assert.False(new Sequential<float>(new Linear<float>(3, 4, new Rng(1))).Forward(Tensor.Ones<float>([1, 3])).IsTracked);
}
