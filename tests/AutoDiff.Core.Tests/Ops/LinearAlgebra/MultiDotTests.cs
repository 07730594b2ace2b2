namespace AutoDiff.Core.Tests.Ops.LinearAlgebra;

public class MultiDotTests
{
    [Fact]
    public void Every_order_gives_the_product()
    {
        var (a, b, c, d) = (Drawn.Normal([10, 2], 1), Drawn.Normal([2, 30], 2), Drawn.Normal([30, 3], 3), Drawn.Normal([3, 5], 4));
        Drawn.Near(Tensor.MatMul(Tensor.MatMul(Tensor.MatMul(a, b), c), d), Tensor.MultiDot(a, b, c, d), 1e-11);
        Assert.Equal([], Tensor.MultiDot(Drawn.Normal([10]), a, b, Drawn.Normal([30])).Shape);
        Assert.Equal([7, 10, 30], Tensor.MultiDot(Drawn.Normal([7, 10, 10]), a, b).Shape);
    }

    [Fact]
    public void The_order_is_the_cheapest()
    {
        // Cormen et al., "Introduction to Algorithms", figure 14.5: ((a₁(a₂a₃))((a₄a₅)a₆)).
        var splits = MatrixChain.Splits([30, 35, 15, 5, 10, 20, 25]);
        Assert.Equal((2, 0, 4), (splits[0, 5], splits[0, 2], splits[3, 5]));
    }

    [Fact]
    public void Chains_that_do_not_fit_are_refused()
    {
        var (a, b) = (Drawn.Normal([2, 3]), Drawn.Normal([2, 3]));
        Assert.Equal("multi_dot: at least two matrices are required, got 1.", Drawn.Refused<ShapeException>(() => Tensor.MultiDot(a)));
        Assert.Equal("multi_dot: the inner axes of operands 0 and 1 must agree, got [2, 3] and [2, 3] (3 and 2).", Drawn.Refused<ShapeException>(() => Tensor.MultiDot(a, b)));
        Assert.Equal("multi_dot: operand 1 must be a matrix, got shape [3].", Drawn.Refused<ShapeException>(() => Tensor.MultiDot(a, Drawn.Normal([3]), b)));
    }
}
