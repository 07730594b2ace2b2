using AutoDiff.Tests;

namespace AutoDiff.Core.Tests.Ops.LinearAlgebra;

public class CrossTests
{
    [Fact]
    public void The_product_is_orthogonal_to_both_along_any_axis()
    {
        Near.Equal([-3, 6, -3], Tensor.Cross(Tensor.Of(1.0, 2, 3), Tensor.Of(4.0, 5, 6)));
        var (a, b) = (Drawn.Normal([2, 3, 4]), Drawn.Normal([3, 1], 2));
        var y = Tensor.Cross(a, b, axis: 1);
        Drawn.Near(Tensor.Zeros<double>([2, 4]), Tensor.Sum(a * y, 1));
        Drawn.Near(Tensor.Zeros<double>([2, 4]), Tensor.Sum(b * y, 1));
    }

    [Fact]
    public void Vectors_of_another_length_are_refused()
    {
        Assert.Equal("cross: axis -1 must have length 3 in both, got [2, 4] and [2, 4].", Drawn.Refused<ShapeException>(() => Tensor.Cross(Drawn.Normal([2, 4]), Drawn.Normal([2, 4]))));
        Assert.StartsWith("cross: axis -1 must have length 3 in both", Drawn.Refused<ShapeException>(() => Tensor.Cross(Drawn.Normal([2, 3]), Drawn.Normal([1]))));
        Assert.StartsWith("cross:", Drawn.Refused<ArgumentOutOfRangeException>(() => Tensor.Cross(Drawn.Normal([3]), Drawn.Normal([3]), axis: 1)));
    }
}
