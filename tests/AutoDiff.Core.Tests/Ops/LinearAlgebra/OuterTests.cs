using AutoDiff.Tests;

namespace AutoDiff.Core.Tests.Ops.LinearAlgebra;

public class OuterTests
{
    [Fact]
    public void Each_element_is_a_product_and_leading_axes_broadcast()
    {
        Near.Equal([3, 4, 5, 6, 8, 10], Tensor.Outer(Tensor.Of(1.0, 2), Tensor.Of(3.0, 4, 5)));
        Assert.Equal([4, 2, 3, 5], Tensor.Outer(Drawn.Normal([4, 1, 3]), Drawn.Normal([2, 5])).Shape);
    }

    [Fact]
    public void Scalars_and_batches_that_do_not_broadcast_are_refused()
    {
        Assert.Equal("outer: vectors are required, got [] and [2]; use a * b for scalars.", Drawn.Refused<ShapeException>(() => Tensor.Outer(Tensor.Scalar(1.0), Tensor.Of(1.0, 2))));
        Assert.StartsWith("outer:", Drawn.Refused<ShapeException>(() => Tensor.Outer(Drawn.Normal([2, 3]), Drawn.Normal([3, 3]))));
    }
}
