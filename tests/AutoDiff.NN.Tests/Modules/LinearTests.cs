namespace AutoDiff.NN.Tests;

public sealed class LinearTests
{
    private static readonly Tensor<double> W = Tensor.From<double>([1, 2, 3, 4, 5, 6], [2, 3]);

    [Fact]
    public void Forward_is_x_w_plus_b()
    {
        var layer = new Linear<double>(W, Tensor.Of(10.0, 20, 30));
        var y = layer.Forward(Tensor.From<double>([1, 1, 2, -1], [2, 2]));
        Assert.Equal([2, 3], y.Shape);
        Assert.Equal([15, 27, 39, 8, 19, 30], y.ToArray());
    }

    [Fact]
    public void Forward_takes_a_vector_and_leading_axes()
    {
        var layer = new Linear<double>(W, null);
        Assert.Equal([9, 12, 15], layer.Forward(Tensor.Of(1.0, 2)).ToArray());
        Assert.Equal([4, 5, 3], layer.Forward(Tensor.Ones<double>([4, 5, 2])).Shape);
        Assert.Single(layer.Parameters);
    }

    [Fact]
    public void Gradients_are_those_of_an_affine_map()
    {
        var layer = new Linear<double>(W, Tensor.Zeros<double>([3]));
        using var tape = Tape.Start();
        var y = Tensor.Sum(layer.Forward(Tensor.From<double>([1, 2, 3, 4], [2, 2])));
        var gradients = tape.Gradients(y, layer.Parameters);
        Assert.Equal([4, 4, 4, 6, 6, 6], gradients[layer.Weight].ToArray());
        Assert.Equal([2, 2, 2], gradients[layer.Bias!].ToArray());
    }

    [Fact]
    public void Shapes_that_do_not_fit_are_refused()
    {
        Assert.Contains("[2, 5]", Assert.Throws<ShapeException>(() => new Linear<double>(W, null).Forward(Tensor.Ones<double>([2, 5]))).Message);
        Assert.Throws<ShapeException>(() => new Linear<double>(W, Tensor.Of(1.0, 2)));
        Assert.Throws<ShapeException>(() => new Linear<double>(Tensor.Of(1.0), null));
        Assert.Throws<ArgumentOutOfRangeException>(() => new Linear<double>(0, 3, new Rng(1)));
    }
}
