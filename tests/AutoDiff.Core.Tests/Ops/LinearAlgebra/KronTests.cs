using AutoDiff.Tests;

namespace AutoDiff.Core.Tests.Ops.LinearAlgebra;

public class KronTests
{
    [Fact]
    public void Every_element_stands_before_the_whole_of_the_other()
    {
        var y = Tensor.Kron(Tensor.From([1.0, 2, 3, 4], [2, 2]), Tensor.From([0.0, 5, 6, 7], [2, 2]));
        Assert.Equal([4, 4], y.Shape);
        Near.Equal([0, 5, 0, 10, 6, 7, 12, 14, 0, 15, 0, 20, 18, 21, 24, 28], y);
        Near.Equal([3, 4, 6, 8], Tensor.Kron(Tensor.Of(1.0, 2), Tensor.Of(3.0, 4)));
    }

    [Fact]
    public void Products_of_products_are_products()
    {
        // (a ⊗ b)(c ⊗ d) = a c ⊗ b d, also in batches.
        var (a, b, c, d) = (Drawn.Normal([3, 2, 2], 1), Drawn.Normal([3, 1], 2), Drawn.Normal([2, 3], 3), Drawn.Normal([3, 1, 2], 4));
        Drawn.Near(Tensor.MatMul(Tensor.Kron(a, b), Tensor.Kron(c, d)), Tensor.Kron(Tensor.MatMul(a, c), Tensor.MatMul(b, d)));
    }

    [Fact]
    public void Scalars_are_refused()
        => Assert.Equal("kron: vectors or matrices are required, got [] and [2, 2]; use a * b for scalars.", Drawn.Refused<ShapeException>(() => Tensor.Kron(Tensor.Scalar(1.0), Drawn.Normal([2, 2]))));
}
