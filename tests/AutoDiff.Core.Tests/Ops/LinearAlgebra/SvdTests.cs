using AutoDiff.Checking;
using AutoDiff.Tests;

namespace AutoDiff.Core.Tests.Ops.LinearAlgebra;

public class SvdTests
{
    [Fact]
    public void The_parts_multiply_to_every_matrix_of_a_batch()
    {
        foreach (Shape shape in new Shape[] { [2, 3, 5, 4], [3, 4, 5], [30, 26] })
        {
            var x = Drawn.Normal(shape);
            var (u, s, vt) = Tensor.Svd(x);
            Drawn.Near(x, Tensor.MatMul(u * s.Unsqueeze(-2), vt));
            Drawn.Near(s, Tensor.Svdvals(x));
        }
    }

    [Fact]
    public void Derivatives_of_larger_matrices_are_right()
    {
        // The polar factor U Vᵀ and the values, which do not depend on signs.
        foreach (Shape shape in new Shape[] { [28, 26], [26, 30] })
        {
            Check.Gradients(
                x =>
                {
                    var (u, s, vt) = Tensor.Svd(x);
                    return Tensor.Concat<double>([Tensor.MatMul(u, vt).Reshape(-1), s]);
                },
                Drawn.Normal(shape) + 20 * Tensor.Eye<double>(shape[0], shape[1]), new CheckOptions { Op = "polar factor" }).ThrowIfFailed();
        }
    }

    [Fact]
    public void At_repeated_singular_values_functions_that_treat_them_alike_have_their_gradient()
    {
        // Σ s⁴ = tr (x xᵀ)² has the gradient 4 x xᵀ x.
        var x = 2 * Tensor.Qr(Drawn.Normal([4, 4])).Q;
        var expected = 4 * Tensor.MatMul(Tensor.MatMul(x, x.Transpose()), x);
        Drawn.Near(expected, Differentiate.Gradient(z => Tensor.Sum(Tensor.Pow(Tensor.Svdvals(z), 4)), x));
    }

    [Fact]
    public void At_repeated_singular_values_vectors_have_no_finite_gradient()
        => Assert.Contains(Differentiate.Gradient(x => Tensor.Sum(Tensor.Svd(x).U * Drawn.Normal([2, 2])), Tensor.Eye<double>(2)).ToArray(), g => !double.IsFinite(g));

    [Fact]
    public void A_matrix_that_is_not_finite_gives_NaN()
        => Assert.All(Tensor.Svdvals(Tensor.From([double.NaN, 0, 0, 1], [2, 2])).ToArray(), s => Assert.Equal(double.NaN, s));

    [Fact]
    public void Empty_matrices_have_no_singular_values()
    {
        Assert.Equal([2, 0], Tensor.Svdvals(Tensor.Zeros<double>([2, 0, 3])).Shape);
        Assert.Equal([2, 0, 3], Tensor.Svd(Tensor.Zeros<double>([2, 0, 3])).Vt.Shape);
    }

    [Fact]
    public void A_vector_is_refused()
    {
        Assert.StartsWith("svd: a matrix or a batch of matrices is required", Drawn.Refused<ShapeException>(() => Tensor.Svd(Tensor.Of(1.0, 2)).S));
        Assert.StartsWith("svdvals: a matrix or a batch of matrices is required", Drawn.Refused<ShapeException>(() => Tensor.Svdvals(Tensor.Of(1.0, 2))));
    }
}
