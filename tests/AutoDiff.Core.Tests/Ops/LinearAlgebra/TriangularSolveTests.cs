namespace AutoDiff.Core.Tests.Ops.LinearAlgebra;

public class TriangularSolveTests
{
    [Fact]
    public void The_other_triangle_has_no_influence_and_no_gradient()
    {
        var a = Tensor.From([2.0, double.NaN, 1, 4], [2, 2]);
        AutoDiff.Tests.Near.Equal([1, 0.5], Tensor.TriangularSolve(a, Tensor.Of(2.0, 3)));
        var gradient = Differentiate.Gradient(x => Tensor.Sum(Tensor.TriangularSolve(x, Tensor.Of(2.0, 3))), a).ToArray();
        Assert.Equal(0, gradient[1]);
        Assert.DoesNotContain(double.NaN, gradient);
    }

    [Fact]
    public void A_system_from_the_right_is_solved_transposed()
    {
        var (a, b) = (Drawn.Normal([5, 5]) + 3 * Tensor.Eye<double>(5), Drawn.Normal([2, 5], 2));
        var y = Tensor.TriangularSolve(a, b.Transpose(), upper: true, transpose: true).Transpose();
        Drawn.Near(b, Tensor.MatMul(y, a.Triu()));
    }

    [Fact]
    public void A_zero_on_the_diagonal_is_named_unless_it_counts_as_one()
    {
        var a = Tensor.Stack<double>([Tensor.Eye<double>(2), Tensor.From([1.0, 0, 3, 0], [2, 2])]);
        Assert.Equal("triangular_solve: matrix [1] of shape [2, 2, 2] is singular (diagonal entry 1 is 0).", Drawn.Refused<MatrixException>(() => Tensor.TriangularSolve(a, Tensor.Of(1.0, 1))));
        Drawn.Near(Tensor.From([1.0, 1, 1, -2], [2, 2]), Tensor.TriangularSolve(a, Tensor.Of(1.0, 1), unitriangular: true));
        Assert.StartsWith("cholesky_solve: matrix [1]", Drawn.Refused<MatrixException>(() => Tensor.CholeskySolve(a, Tensor.Of(1.0, 1))));
    }

    [Fact]
    public void Cholesky_factors_solve_the_system_of_their_matrix()
    {
        var (a, b) = (Drawn.PositiveDefinite(6), Drawn.Normal([4, 6, 2], 2));
        Drawn.Near(Tensor.Solve(a, b), Tensor.CholeskySolve(Tensor.Cholesky(a), b), 1e-11);
        Assert.StartsWith("cholesky_solve: a and b must have as many rows", Drawn.Refused<ShapeException>(() => Tensor.CholeskySolve(a, Tensor.Of(1.0, 2))));
        Assert.StartsWith("triangular_solve: square matrices", Drawn.Refused<ShapeException>(() => Tensor.TriangularSolve(b, b)));
    }
}
