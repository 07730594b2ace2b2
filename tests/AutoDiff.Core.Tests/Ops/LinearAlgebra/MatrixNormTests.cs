using AutoDiff.Tests;

namespace AutoDiff.Core.Tests.Ops.LinearAlgebra;

public class MatrixNormTests
{
    private static readonly Tensor<double> X = Tensor.From([3.0, 0, -4, 0], [2, 2]);

    [Theory]
    [InlineData(MatrixNormKind.Frobenius, 5)]
    [InlineData(MatrixNormKind.Nuclear, 5)]
    [InlineData(MatrixNormKind.Spectral, 5)]
    [InlineData(MatrixNormKind.One, 7)]
    [InlineData(MatrixNormKind.Infinity, 4)]
    public void Each_norm_is_what_it_says(MatrixNormKind kind, double expected)
    {
        Near.Equal([expected], Tensor.MatrixNorm(X, kind));
        Assert.Equal([1, 1], Tensor.MatrixNorm(X, kind, keepAxes: true).Shape);
        Near.Equal([expected, 2 * expected], Tensor.MatrixNorm(Tensor.Stack<double>([X, 2 * X]), kind));
    }

    [Fact]
    public void The_zero_matrix_has_gradient_0_in_the_Frobenius_norm()
    {
        Near.Equal([0, 0, 0, 0], Differentiate.Gradient(x => Tensor.MatrixNorm(x), Tensor.Zeros<double>([2, 2])));
        Near.Equal([0.6, 0, -0.8, 0], Differentiate.Gradient(x => Tensor.MatrixNorm(x), X));
    }

    [Fact]
    public void A_tie_of_columns_shares_the_gradient()
        => Near.Equal([0.5, 0.5, -0.5, 0.5], Differentiate.Gradient(x => Tensor.MatrixNorm(x, MatrixNormKind.One), Tensor.From([1.0, 1, -1, 1], [2, 2])));

    [Fact]
    public void Large_numbers_do_not_overflow_and_NaN_spreads()
    {
        Near.Equal([5], Tensor.MatrixNorm(1e200 * X) * 1e-200);
        foreach (var kind in Enum.GetValues<MatrixNormKind>()) Assert.Equal(double.NaN, Tensor.MatrixNorm(Tensor.From([double.NaN, 1], [1, 2]), kind).Item);
    }

    [Fact]
    public void Empty_matrices_have_the_norms_that_are_sums()
    {
        var empty = Tensor.Zeros<double>([2, 0, 3]);
        Near.Equal([0, 0], Tensor.MatrixNorm(empty));
        Near.Equal([0, 0], Tensor.MatrixNorm(empty, MatrixNormKind.Nuclear));
        Assert.Equal("matrix_norm: the Spectral norm of a matrix without elements is not defined, got shape [2, 0, 3].", Drawn.Refused<ShapeException>(() => Tensor.MatrixNorm(empty, MatrixNormKind.Spectral)));
        Assert.StartsWith("matrix_norm: there is no norm", Drawn.Refused<ArgumentOutOfRangeException>(() => Tensor.MatrixNorm(X, (MatrixNormKind)9)));
        Assert.StartsWith("matrix_norm: a matrix", Drawn.Refused<ShapeException>(() => Tensor.MatrixNorm(Tensor.Of(1.0))));
    }

    [Fact]
    public void The_condition_number_is_the_ratio_of_the_extreme_stretches()
    {
        Near.Equal([4], Tensor.ConditionNumber(Tensor.From([0.0, 2, -8, 0], [2, 2])));
        Assert.Equal(double.PositiveInfinity, Tensor.ConditionNumber(Tensor.From([1.0, 0, 0, 0], [2, 2])).Item);
        Assert.Equal(double.NaN, Tensor.ConditionNumber(Tensor.Zeros<double>([2, 2])).Item);
        Assert.StartsWith("condition_number: a matrix without elements", Drawn.Refused<ShapeException>(() => Tensor.ConditionNumber(Tensor.Zeros<double>([0, 2]))));
    }
}
