namespace AutoDiff.Tests;

public class PadTests
{
    private static readonly Tensor<double> X = Tensor.Of(1.0, 2, 3);

    [Theory]
    [InlineData(PadMode.Reflect, new[] { 3.0, 2, 1, 2, 3, 2 })]
    [InlineData(PadMode.Replicate, new[] { 1.0, 1, 1, 2, 3, 3 })]
    [InlineData(PadMode.Circular, new[] { 2.0, 3, 1, 2, 3, 1 })]
    public void Modes_continue_the_tensor(PadMode mode, double[] expected) => Assert.Equal(expected, Tensor.Pad(X, [(2, 1)], mode).ToArray());

    [Fact]
    public void Gradient_counts_how_often_an_element_is_repeated()
    {
        Assert.Equal([1.0, 3, 2], Differentiate.Gradient(z => Tensor.Sum(Tensor.Pad(z, [(2, 1)], PadMode.Reflect)), X).ToArray());
        Assert.Equal([3.0, 1, 2], Differentiate.Gradient(z => Tensor.Sum(Tensor.Pad(z, [(2, 1)], PadMode.Replicate)), X).ToArray());
        Assert.Equal([2.0, 2, 2], Differentiate.Gradient(z => Tensor.Sum(Tensor.Pad(z, [(2, 1)], PadMode.Circular)), X).ToArray());
    }

    [Fact]
    public void Negative_numbers_cut_off()
    {
        Assert.Equal([2.0, 3, 9], Tensor.Pad(X, [(-1, 1)], 9).ToArray());
        Assert.Equal([2.0], Tensor.Pad(X, [(-1, -1)]).ToArray());
        Assert.Equal([0.0, 0], Tensor.Pad(X, [(5, -6)]).ToArray());
        Assert.Equal([2.0, 3, 2], Tensor.Pad(X, [(-1, 1)], PadMode.Reflect).ToArray());
    }

    [Fact]
    public void Integers_are_padded_too()
    {
        Assert.Equal([-1, 5, 6, -1, -1], Tensor.Pad(Tensor.Of(5, 6), [(1, 2)], -1).ToArray());
        Assert.Equal([5, 6, 5], Tensor.Pad(Tensor.Of(5, 6), [(0, 1)], PadMode.Circular).ToArray());
    }

    [Fact]
    public void A_batch_of_pictures_gets_a_frame()
    {
        var x = Tensor.Ones<float>([2, 3, 4, 5]);
        var y = Tensor.Pad(x, [(0, 0), (0, 0), (1, 2), (3, 0)], 7);
        Assert.Equal([2, 3, 7, 8], y.Shape);
        Assert.Equal(120 + 7 * (6 * 56 - 120), Tensor.Sum(y).Item);
        Assert.Equal(x.ToArray(), y[.., .., 1..^2, 3..].ToArray());
    }

    [Fact]
    public void What_cannot_be_padded_is_refused()
    {
        SumTests.Refused<ShapeException>("pad: one (before, after) for each of the 1 axes of shape [3] is required, got 2", () => Tensor.Pad(X, [(1, 1), (0, 0)]));
        SumTests.Refused<ShapeException>("pad: (-2, -2) cuts off more than axis 0 of shape [3] has", () => Tensor.Pad(X, [(-2, -2)]));
        SumTests.Refused<ShapeException>("pad: mode Reflect can add at most 2 on a side of axis 0 of shape [3], got (3, 0)", () => Tensor.Pad(X, [(3, 0)], PadMode.Reflect));
        SumTests.Refused<ShapeException>("pad: mode Circular can add at most 3 on a side", () => Tensor.Pad(X, [(0, 4)], PadMode.Circular));
        SumTests.Refused<ShapeException>("pad: mode Replicate can add at most 0 on a side of axis 0 of shape [0]", () => Tensor.Pad(Tensor.Zeros<double>([0]), [(1, 0)], PadMode.Replicate));
        SumTests.Refused<ArgumentOutOfRangeException>("pad: there is no mode 9", () => Tensor.Pad(X, [(1, 0)], (PadMode)9));
    }
}
