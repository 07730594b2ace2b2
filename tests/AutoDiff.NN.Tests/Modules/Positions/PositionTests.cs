namespace AutoDiff.NN.Tests;

public sealed class PositionTests
{
    [Fact]
    public void Sines_and_cosines_are_those_of_the_formula()
    {
        var y = new SinusoidalPosition<double>(4, 10).Forward(Tensor.Zeros<double>([2, 3, 4]));
        Wave.Close([Math.Sin(2), Math.Cos(2), Math.Sin(0.02), Math.Cos(0.02)], y[1, 2], 1e-15);
        Wave.Close([0, 1, 0, 1], y[0, 0]);
    }

    [Fact]
    public void Learned_positions_are_added()
    {
        var layer = new LearnedPosition<double>(2, 3, new Rng(1));
        var x = Wave.Of([4, 2, 2], 0.1);
        Assert.Equal((x + layer.Weight.Value[..2]).ToArray(), layer.Forward(x).ToArray());
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Rotary_products_depend_on_the_distance_alone_and_lengths_stay(bool isInterleaved)
    {
        var layer = new RotaryPosition<double>(6, 40, isInterleaved: isInterleaved);
        var (q, k) = (Wave.Of([1, 6], 0.1), Wave.Of([1, 6], 0.5));
        double Product(int i, int j) => Tensor.Sum(layer.Forward(q, i) * layer.Forward(k, j)).Item;
        Assert.Equal(Product(3, 1), Product(30, 28), 1e-13);
        Assert.NotEqual(Product(3, 1), Product(3, 2), 1e-3);
        Assert.Equal(Tensor.Sum(q * q).Item, Tensor.Sum(Tensor.Square(layer.Forward(q, 17))).Item, 1e-13);
        Wave.Close(layer.Forward(Wave.Of([2, 6], 0.1), 5)[1].ToArray(), layer.Forward(Wave.Of([2, 6], 0.1)[1..], 6)[0]);
    }

    [Fact]
    public void Rotary_turns_pairs_by_the_angles_of_the_paper()
    {
        var x = Tensor.From<double>([1, 2, 3, 4], [1, 4]);
        var (c, s, c2, s2) = (Math.Cos(2), Math.Sin(2), Math.Cos(0.02), Math.Sin(0.02));
        Wave.Close([c - 2 * s, 2 * c + s, 3 * c2 - 4 * s2, 4 * c2 + 3 * s2], new RotaryPosition<double>(4, 3, isInterleaved: true).Forward(x, 2), 1e-15);
        Wave.Close([c - 3 * s, 2 * c2 - 4 * s2, 3 * c + s, 4 * c2 + 2 * s2], new RotaryPosition<double>(4, 3).Forward(x, 2), 1e-15);
    }
}
