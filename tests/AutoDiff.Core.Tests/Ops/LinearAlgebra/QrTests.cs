using AutoDiff.Checking;

namespace AutoDiff.Core.Tests.Ops.LinearAlgebra;

public class QrTests
{
    [Fact]
    public void The_factors_multiply_to_tall_square_and_wide_matrices()
    {
        foreach (Shape shape in new Shape[] { [2, 5, 3], [4, 4], [2, 3, 5], [40, 35] })
        {
            var x = Drawn.Normal(shape);
            var (q, r) = Tensor.Qr(x);
            var k = Math.Min(shape[^2], shape[^1]);
            Drawn.Near(x, Tensor.MatMul(q, r));
            Drawn.Near(Tensor.Eye<double>(k).BroadcastTo(Tensor.MatMul(q.Transpose(), q).Shape), Tensor.MatMul(q.Transpose(), q));
            Assert.All(r.Diagonal().ToArray(), entry => Assert.True(entry >= 0));
        }
    }

    [Fact]
    public void Derivatives_of_matrices_of_several_blocks_are_right()
        => Check.Gradients(x => Tensor.Qr(x) is var (q, r) ? Tensor.Concat<double>([q.Reshape(-1), r.Reshape(-1)]) : x, Drawn.Normal([40, 35]), new CheckOptions { Op = "qr" }).ThrowIfFailed();

    [Fact]
    public void Dependent_columns_have_factors_but_no_derivative()
    {
        var x = Tensor.From([1.0, 0, 2, 0, 3, 0], [3, 2]);
        var (q, r) = Tensor.Qr(x);
        Drawn.Near(x, Tensor.MatMul(q, r));
        Assert.Equal("qr: the matrix of shape [2, 2] is singular (diagonal entry 1 is 0).", Drawn.Refused<MatrixException>(() => Differentiate.Gradient(z => Tensor.Sum(Tensor.Qr(z).R), x)));
    }

    [Fact]
    public void Empty_matrices_have_empty_factors()
    {
        Assert.Equal([3, 0], Tensor.Qr(Tensor.Zeros<double>([3, 0])).Q.Shape);
        Assert.Equal([0, 3], Tensor.Qr(Tensor.Zeros<double>([0, 3])).R.Shape);
    }

    [Fact]
    public void A_vector_is_refused()
        => Assert.StartsWith("qr: a matrix or a batch of matrices is required", Drawn.Refused<ShapeException>(() => Tensor.Qr(Tensor.Of(1.0, 2)).Q));
}
