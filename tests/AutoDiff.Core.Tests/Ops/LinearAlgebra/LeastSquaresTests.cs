namespace AutoDiff.Core.Tests.Ops.LinearAlgebra;

public class LeastSquaresTests
{
    [Fact]
    public void The_residual_is_orthogonal_to_every_column()
    {
        var (a, b, v) = (Drawn.Normal([2, 1, 9, 4]), Drawn.Normal([3, 9, 2], 2), Drawn.Normal([9], 3));
        var y = Tensor.LeastSquares(a, b);
        Assert.Equal([2, 3, 4, 2], y.Shape);
        Drawn.Near(Tensor.Zeros<double>(y.Shape), Tensor.MatMul(a.Transpose(), b - Tensor.MatMul(a, y)));
        Drawn.Near(Tensor.Zeros<double>([2, 1, 4]), Tensor.Einsum("...ij,...i->...j", a, v - Tensor.Einsum("...ij,...j->...i", a, Tensor.LeastSquares(a, v))));
    }

    [Fact]
    public void A_line_through_points_has_the_slope_of_the_textbook()
    {
        // The least-squares line through (0, 1), (1, 3), (2, 4), (3, 4) is y = 1.5 + x.
        var a = Tensor.From([1.0, 0, 1, 1, 1, 2, 1, 3], [4, 2]);
        AutoDiff.Tests.Near.Equal([1.5, 1], Tensor.LeastSquares(a, Tensor.Of(1.0, 3, 4, 4)));
    }

    [Fact]
    public void Dependent_columns_are_named()
    {
        var a = Tensor.Stack<double>([Tensor.Eye<double>(3, 2), Tensor.From([1.0, 2, 2, 4, 3, 6], [3, 2])]);
        Assert.Equal(
            "least_squares: matrix [1] of shape [2, 3, 2] does not have full column rank (column 1 depends on those before); multiply by PseudoInverse instead.",
            Drawn.Refused<MatrixException>(() => Tensor.LeastSquares(a, Tensor.Of(1.0, 2, 3))));
    }

    [Fact]
    public void Shapes_that_do_not_fit_are_refused_with_the_remedy()
    {
        Assert.Equal(
            "least_squares: at least as many rows as columns are required, got shape [2, 3]; for the shortest of many solutions multiply by PseudoInverse.",
            Drawn.Refused<ShapeException>(() => Tensor.LeastSquares(Drawn.Normal([2, 3]), Tensor.Of(1.0, 2))));
        Assert.StartsWith("least_squares: a and b must have as many rows", Drawn.Refused<ShapeException>(() => Tensor.LeastSquares(Drawn.Normal([3, 2]), Tensor.Of(1.0, 2))));
    }

    [Fact]
    public void NaN_gives_NaN()
        => Assert.All(Tensor.LeastSquares(Tensor.From([double.NaN, 1, 1], [3, 1]), Tensor.Of(1.0, 2, 3)).ToArray(), y => Assert.Equal(double.NaN, y));
}
