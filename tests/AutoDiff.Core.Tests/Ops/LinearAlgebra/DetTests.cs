using AutoDiff.Checking;
using AutoDiff.Tests;

namespace AutoDiff.Core.Tests.Ops.LinearAlgebra;

public class DetTests
{
    [Fact]
    public void The_gradient_at_a_singular_matrix_is_the_matrix_of_cofactors()
    {
        Near.Equal([4, -2, -2, 1], Differentiate.Gradient(Tensor.Det, Tensor.From([1.0, 2, 2, 4], [2, 2])));
        Near.Equal([0, 0, 0, 0], Differentiate.Gradient(Tensor.Det, Tensor.Zeros<double>([2, 2])));
        Near.Equal([-3, 6, -3, 6, -12, 6, -3, 6, -3], Differentiate.Gradient(Tensor.Det, Tensor.From([1.0, 2, 3, 4, 5, 6, 7, 8, 9], [3, 3])));
    }

    [Fact]
    public void The_second_derivative_exists_at_singular_matrices_of_every_rank()
    {
        // det [a b; c d] = a d - b c.
        double[] hessian = [0, 0, 0, 1, 0, 0, -1, 0, 0, -1, 0, 0, 1, 0, 0, 0];
        foreach (var x in new double[][] { [0, 0, 0, 0], [1, 2, 2, 4], [1, 2, 3, 4] }) Near.Equal(hessian, Differentiate.Hessian(Tensor.Det, Tensor.From(x, [2, 2])));
    }

    [Fact]
    public void The_third_derivative_is_right_where_it_is_taken()
    {
        // det diag(x) = x₀ x₁ x₂: the third derivative in all three is 1, through the general formula.
        static Tensor<double> F(Tensor<double> x) => Tensor.Det(x.DiagEmbed());
        Tensor<double> Mixed(Tensor<double> x) => Differentiate.Gradient(z => Differentiate.Gradient(F, z).Select(0, 0), x).Select(0, 1);
        Near.Equal([0, 0, 1], Differentiate.Gradient(Mixed, Tensor.Of(2.0, -3, 5)));
        Assert.Contains("is singular", Drawn.Refused<MatrixException>(() => Differentiate.Gradient(Mixed, Tensor.Of(2.0, 0, 5))));
    }

    [Fact]
    public void Derivatives_of_the_cofactors_are_right_to_second_order()
    {
        // The second order of the cofactors is the third of the determinant.
        Check.Gradients(x => General.Apply(default(CofactorsRule), x), Drawn.Normal([2, 3, 3]), new CheckOptions { Op = "cofactors" }).ThrowIfFailed();
    }

    [Fact]
    public void A_matrix_without_rows_has_determinant_1()
    {
        Near.Equal([1, 1], Tensor.Det(Tensor.Zeros<double>([2, 0, 0])));
        Assert.Equal([0], Tensor.Det(Tensor.Zeros<double>([0, 2, 2])).Shape);
    }

    [Fact]
    public void Rectangles_are_refused_and_NaN_spreads()
    {
        Assert.Equal("det: square matrices are required, got shape [2, 3] (2 rows and 3 columns).", Drawn.Refused<ShapeException>(() => Tensor.Det(Drawn.Normal([2, 3]))));
        var x = Tensor.From([double.NaN, 0, 0, 1], [2, 2]);
        Assert.Equal(double.NaN, Tensor.Det(x).Item);
        Assert.All(Differentiate.Gradient(Tensor.Det, x).ToArray(), g => Assert.Equal(double.NaN, g));
    }
}
