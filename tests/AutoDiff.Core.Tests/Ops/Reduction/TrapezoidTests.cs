namespace AutoDiff.Tests;

public class TrapezoidTests
{
    [Fact]
    public void A_straight_line_is_integrated_exactly()
    {
        var x = Tensor.Of(0.0, 1, 3, 4);
        Assert.Equal(8, Tensor.Trapezoid(x, x).Item);
        Assert.Equal(8, Tensor.Trapezoid(Tensor.Arange<double>(5)).Item);
        Assert.Equal(2, Tensor.Trapezoid(Tensor.Arange<double>(5), 0.25).Item);
        Assert.Equal([8.0, 8], Tensor.Trapezoid(Tensor.Stack([x, x], 1), x, 0).ToArray());
    }

    [Fact]
    public void Fewer_than_two_values_enclose_nothing()
    {
        Assert.Equal(0, Tensor.Trapezoid(Tensor.Of(5.0)).Item);
        Assert.Equal(0, Tensor.Trapezoid(Tensor.Zeros<double>([0])).Item);
    }

    [Fact]
    public void Places_that_do_not_fit_are_refused()
    {
        SumTests.Refused<ShapeException>("trapezoid: one place for each of the 3 values", () => Tensor.Trapezoid(Tensor.Of(1.0, 2, 3), Tensor.Of(1.0, 2)));
        SumTests.Refused<ShapeException>("trapezoid: the places must be a vector", () => Tensor.Trapezoid(Tensor.Of(1.0, 2, 3), Tensor.Zeros<double>([1, 3])));
    }
}
