namespace AutoDiff.Tests;

public class UniqueTests
{
    [Fact]
    public void Different_elements_their_places_and_their_numbers()
    {
        var x = Tensor.From(new[,] { { 3.0, 1 }, { 3, double.NaN }, { double.NaN, 3 } });
        var (values, inverse, counts) = Tensor.Unique(x);
        Assert.Equal([1, 3, double.NaN], values.ToArray());
        Assert.Equal([1, 0, 1, 2, 2, 1], inverse.ToArray());
        Assert.Equal(x.Shape, inverse.Shape);
        Assert.Equal([1, 3, 2], counts.ToArray());
        Assert.Equal(0, Tensor.Unique(Tensor.Zeros<int>([0])).Values.Length);
    }
}
