namespace AutoDiff.Core.Tests.Ops.LinearAlgebra;

public class TensorDotTests
{
    [Fact]
    public void Axes_that_belong_together_are_summed()
    {
        var (a, b) = (Drawn.Normal([2, 3, 4]), Drawn.Normal([4, 5, 3], 2));
        Drawn.Near(Tensor.Einsum("ijk,klj->il", a, b), Tensor.TensorDot(a, b, [1, -1], [2, 0]));
        Drawn.Near(Tensor.Einsum("ijk,klm->ijlm", a, b), Tensor.TensorDot(a, b, axes: 1));
        Drawn.Near(Tensor.Einsum("ijk,lmn->ijklmn", a, b), Tensor.TensorDot(a, b, axes: 0));
        Drawn.Near(Tensor.Einsum("ijk,ijk->", a, a), Tensor.TensorDot(a, a, axes: 3));
    }

    [Fact]
    public void Axes_that_do_not_fit_are_refused()
    {
        var (a, b) = (Drawn.Normal([2, 3]), Drawn.Normal([2, 3]));
        Assert.Equal("tensordot: axis 1 of shape [2, 3] and axis 0 of shape [2, 3] must agree.", Drawn.Refused<ShapeException>(() => Tensor.TensorDot(a, b, axes: 1)));
        Assert.Equal("tensordot: 3 axes cannot be summed of shapes [2, 3] and [2, 3].", Drawn.Refused<ShapeException>(() => Tensor.TensorDot(a, b, axes: 3)));
        Assert.StartsWith("tensordot: as many axes of a as of b", Drawn.Refused<ArgumentException>(() => Tensor.TensorDot(a, b, [0], [0, 1])));
        Assert.StartsWith("tensordot: an axis occurs twice", Drawn.Refused<ArgumentException>(() => Tensor.TensorDot(a, b, [0, 0], [0, 0])));
        Assert.StartsWith("tensordot:", Drawn.Refused<ArgumentOutOfRangeException>(() => Tensor.TensorDot(a, b, [2], [0])));
    }
}
