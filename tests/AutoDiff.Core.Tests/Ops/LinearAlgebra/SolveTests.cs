using AutoDiff.Checking;

namespace AutoDiff.Core.Tests.Ops.LinearAlgebra;

public class SolveTests
{
    [Fact]
    public void Batches_broadcast_and_vectors_are_columns()
    {
        var (a, b, v) = (Drawn.Normal([2, 1, 4, 4]), Drawn.Normal([3, 4, 2], 2), Drawn.Normal([4], 3));
        Drawn.Near(b.BroadcastTo([2, 3, 4, 2]), Tensor.MatMul(a, Tensor.Solve(a, b)), 1e-11);
        Drawn.Near(v.BroadcastTo([2, 1, 4]), Tensor.Einsum("...ij,...j->...i", a, Tensor.Solve(a, v)), 1e-11);
    }

    [Fact]
    public void Derivatives_of_a_system_of_several_blocks_are_right()
    {
        var (a, b) = (Drawn.Normal([20, 20]) + 8 * Tensor.Eye<double>(20), Drawn.Normal([20, 3], 2));
        Check.Gradients(Tensor.Solve, a, b, new CheckOptions { Op = "solve" }).ThrowIfFailed();
    }

    [Fact]
    public void A_third_derivative_is_that_of_the_reciprocal()
    {
        // For one row, solve(a, b) = b / a, whose third derivative in a is -6 b / a⁴.
        Tensor<double> F(Tensor<double> a) => Tensor.Sum(Tensor.Solve(a.Reshape(1, 1), Tensor.Of(5.0)));
        Tensor<double> First(Tensor<double> a) => Differentiate.Gradient(F, a);
        Tensor<double> Second(Tensor<double> a) => Differentiate.Gradient(First, a);
        AutoDiff.Tests.Near.Equal([-30.0 / 16], Differentiate.Gradient(Second, Tensor.Scalar(2.0)));
    }

    [Fact]
    public void A_singular_matrix_is_named()
    {
        var a = Tensor.Stack<double>([Tensor.Eye<double>(2), Tensor.From([1.0, 2, 2, 4], [2, 2])]);
        Assert.Equal(
            "solve: matrix [1] of shape [2, 2, 2] is singular (pivot 1 is 0); use LeastSquares or PseudoInverse, or add a multiple of the identity.",
            Drawn.Refused<MatrixException>(() => Tensor.Solve(a, Tensor.Of(1.0, 2))));
        Assert.StartsWith("inverse: matrix [1] of shape [2, 2, 2] is singular", Drawn.Refused<MatrixException>(() => Tensor.Inverse(a)));
    }

    [Fact]
    public void Shapes_that_do_not_fit_are_refused_with_the_remedy()
    {
        var a = Drawn.Normal([3, 2, 2]);
        Assert.Equal("solve: a and b must have as many rows, got [3, 2, 2] and [3, 2] (2 and 3); for a batch of vectors write b.Unsqueeze(-1).", Drawn.Refused<ShapeException>(() => Tensor.Solve(a, Drawn.Normal([3, 2]))));
        Assert.Equal("solve: a and b must have as many rows, got [3, 2, 2] and [4] (2 and 4).", Drawn.Refused<ShapeException>(() => Tensor.Solve(a, Drawn.Normal([4]))));
        Assert.Equal("solve: the right-hand side must be a vector or a matrix, got a scalar.", Drawn.Refused<ShapeException>(() => Tensor.Solve(a, Tensor.Scalar(1.0))));
        Assert.StartsWith("solve:", Drawn.Refused<ShapeException>(() => Tensor.Solve(a, Drawn.Normal([2, 2, 1]))));
        Assert.Equal("solve: square matrices are required, got shape [2, 3] (2 rows and 3 columns).", Drawn.Refused<ShapeException>(() => Tensor.Solve(Drawn.Normal([2, 3]), Tensor.Of(1.0, 2))));
    }

    [Fact]
    public void NaN_gives_NaN()
    {
        var a = Tensor.From([double.NaN, 1, 0, 1], [2, 2]);
        Assert.Contains(double.NaN, Tensor.Solve(a, Tensor.Of(1.0, 1)).ToArray());
        Assert.Contains(double.NaN, Tensor.Inverse(a).ToArray());
    }

    [Fact]
    public void Empty_systems_have_empty_solutions()
    {
        Assert.Equal([2, 0, 3], Tensor.Solve(Tensor.Zeros<double>([2, 0, 0]), Tensor.Zeros<double>([0, 3])).Shape);
        Assert.Equal([2, 0], Tensor.Solve(Tensor.Eye<double>(2), Tensor.Zeros<double>([2, 0])).Shape);
        Assert.Equal([0, 0], Tensor.Inverse(Tensor.Zeros<double>([0, 0])).Shape);
    }

    [Fact]
    public void The_factors_outlive_inner_tapes()
    {
        // A Hessian-vector product records the solve on inner tapes of its own.
        var a = Drawn.PositiveDefinite(3);
        static Tensor<double> F(Tensor<double> x) => Tensor.Sum(Tensor.Square(Tensor.Solve(x, Tensor.Of(1.0, 2, 3))));
        var direction = Drawn.Normal([3, 3], 5);
        var product = Differentiate.HessianVector(F, a, direction);
        const double h = 1e-5;
        var difference = (Differentiate.Gradient(F, a + h * direction) - Differentiate.Gradient(F, a - h * direction)) * (0.5 / h);

        // Central differences of gradients of order 1: h² of truncation and ε / h of rounding.
        Drawn.Near(difference, product, 1e-7);
    }
}
