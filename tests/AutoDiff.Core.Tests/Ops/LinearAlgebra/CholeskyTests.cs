using AutoDiff.Tests;

namespace AutoDiff.Core.Tests.Ops.LinearAlgebra;

public class CholeskyTests
{
    [Fact]
    public void The_gradient_is_symmetric_whatever_the_adjoint()
    {
        var gradient = Differentiate.Gradient(x => Tensor.Sum(Tensor.Cholesky(x) * Drawn.Normal([4, 4], 9)), Drawn.PositiveDefinite(4));
        Drawn.Near(gradient.Transpose(), gradient);
    }

    [Fact]
    public void The_gradient_of_the_log_determinant_is_the_inverse_at_any_size()
    {
        // 2 Σ ln Lᵢᵢ = ln det x; 70 rows take several blocks.
        var x = Drawn.PositiveDefinite(70);
        Drawn.Near(Tensor.Inverse(x), Differentiate.Gradient(Tensor.LogDetSpd, x), 1e-10);
    }

    [Fact]
    public void A_matrix_that_is_not_positive_definite_is_named()
    {
        var x = Tensor.Stack<double>([Tensor.Eye<double>(2), Tensor.From([1.0, 2, 2, 1], [2, 2])]).Reshape(1, 2, 2, 2);
        Assert.Equal(
            "cholesky: matrix [0, 1] of shape [1, 2, 2, 2] is not positive definite (its leading minor of order 2 is not positive); add a multiple of the identity, or use Eigh.",
            Drawn.Refused<MatrixException>(() => Tensor.Cholesky(x)));
        Assert.StartsWith("cholesky: the matrix of shape [2, 2] is not", Drawn.Refused<MatrixException>(() => Tensor.Cholesky(-1 * Tensor.Eye<double>(2))));
        Assert.StartsWith("logdet_spd: the matrix of shape [2, 2] is not", Drawn.Refused<MatrixException>(() => Tensor.LogDetSpd(-1 * Tensor.Eye<double>(2))));
        Assert.Equal("cholesky: square matrices are required, got shape [2, 3] (2 rows and 3 columns).", Drawn.Refused<ShapeException>(() => Tensor.Cholesky(Drawn.Normal([2, 3]))));
    }

    [Fact]
    public void NaN_gives_NaN() => Assert.Contains(double.NaN, Tensor.Cholesky(Tensor.From([double.NaN, 0, 0, 1], [2, 2])).ToArray());

    [Fact]
    public void Empty_batches_and_matrices_have_empty_factors()
    {
        Assert.Equal([0, 3, 3], Tensor.Cholesky(Tensor.Zeros<double>([0, 3, 3])).Shape);
        Assert.Equal([2, 0, 0], Tensor.Cholesky(Tensor.Zeros<double>([2, 0, 0])).Shape);
        Near.Equal([0, 0], Tensor.LogDetSpd(Tensor.Zeros<double>([2, 0, 0])));
    }
}
