using AutoDiff.Checking;
using AutoDiff.Tests;

namespace AutoDiff.Core.Tests.Ops.LinearAlgebra;

public class MatrixExpTests
{
    [Fact]
    public void A_rotation_is_the_exponential_of_its_generator()
    {
        Tensor<double> Turn(Tensor<double> angle) => Tensor.MatrixExp(angle * Tensor.From([0.0, -1, 1, 0], [2, 2]));
        var (cosine, sine) = (Math.Cos(0.7), Math.Sin(0.7));
        Near.Equal([cosine, -sine, sine, cosine], Turn(Tensor.Scalar(0.7)));
        Near.Equal([-sine, -cosine, cosine, -sine], Differentiate.Jacobian(Turn, Tensor.Scalar(0.7)));
    }

    [Fact]
    public void The_determinant_is_the_exponential_of_the_trace()
    {
        var x = Drawn.Normal([3, 4, 4]);
        Drawn.Near(Tensor.Exp(Tensor.Trace(x)), Tensor.Det(Tensor.MatrixExp(x)), 1e-11);

        // ln det exp(x) = tr x has the gradient I.
        var gradient = Differentiate.Gradient(z => Tensor.Sum(Tensor.LogDet(Tensor.MatrixExp(z))), x);
        Drawn.Near(Tensor.Eye<double>(4).BroadcastTo(x.Shape), gradient, 1e-10);
    }

    [Fact]
    public void Derivatives_are_right_where_the_matrix_is_scaled_down()
        => Check.Gradients(x => Tensor.MatrixExp(x), Drawn.Normal([2, 2]) * 6, new CheckOptions { Op = "matrix_exp" }).ThrowIfFailed();

    [Fact]
    public void A_third_derivative_is_that_of_the_scalar_exponential()
    {
        Tensor<double> F(Tensor<double> x) => Tensor.Sum(Tensor.MatrixExp(x.Reshape(1, 1)));
        Tensor<double> Second(Tensor<double> x) => Differentiate.Gradient(z => Differentiate.Gradient(F, z), x);
        Near.Equal([Math.Exp(0.3)], Differentiate.Gradient(Second, Tensor.Scalar(0.3)));
    }

    [Fact]
    public void Rectangles_are_refused_NaN_spreads_and_nothing_stays_nothing()
    {
        Assert.StartsWith("matrix_exp: square matrices are required, got shape [2, 3]", Drawn.Refused<ShapeException>(() => Tensor.MatrixExp(Drawn.Normal([2, 3]))));
        Assert.All(Tensor.MatrixExp(Tensor.From([double.NaN, 0, 0, 0], [2, 2])).ToArray(), y => Assert.Equal(double.NaN, y));
        Assert.Equal([2, 0, 0], Tensor.MatrixExp(Tensor.Zeros<double>([2, 0, 0])).Shape);
    }
}
