using AutoDiff.Checking;
using AutoDiff.Tests;

namespace AutoDiff.Core.Tests.Ops.LinearAlgebra;

public class EighTests
{
    [Fact]
    public void Vectors_belong_to_their_values_in_every_matrix_of_a_batch()
    {
        var x = Drawn.Normal([2, 3, 4, 4]);
        var (w, v) = Tensor.Eigh(x);
        Drawn.Near(Halves.Symmetric(x), Tensor.MatMul(v * w.Unsqueeze(-2), v.Transpose()));
        Drawn.Near(w, Tensor.Eigvalsh(x));
    }

    [Fact]
    public void Derivatives_of_a_matrix_of_several_blocks_are_right()
    {
        // Functions of the decomposition that do not depend on signs: V diag(tanh w) Vᵀ.
        Check.Gradients(
            x =>
            {
                var (w, v) = Tensor.Eigh(x);
                return Tensor.MatMul(v * Tensor.Tanh(w).Unsqueeze(-2), v.Transpose());
            },
            Drawn.Normal([36, 36]) * 0.3, new CheckOptions { Op = "spectral tanh" }).ThrowIfFailed();
    }

    [Fact]
    public void At_repeated_eigenvalues_functions_that_treat_them_alike_have_their_gradient()
    {
        // Σ w³ = tr x³ has the gradient 3 x².
        var q = Tensor.Qr(Drawn.Normal([4, 4])).Q;
        var x = Halves.Symmetric(Tensor.MatMul(q * Tensor.Of(2.0, 2, 2, -1), q.Transpose()));
        Drawn.Near(3 * Tensor.MatMul(x, x), Differentiate.Gradient(z => Tensor.Sum(Tensor.Pow(Tensor.Eigvalsh(z), 3)), x));
    }

    [Fact]
    public void At_repeated_eigenvalues_an_adjoint_of_zero_stays_zero_and_others_are_not_finite()
    {
        var x = Tensor.Eye<double>(2);
        using var tape = Tape.Start();
        var leaf = tape.Variable(x);
        var (w, v) = Tensor.Eigh(leaf);
        Near.Equal([1, 0, 0, 1], tape.Gradients<double>([(w, Tensor.Ones<double>([2])), (v, Tensor.Zeros<double>([2, 2]))], [leaf])[leaf]);
        Assert.Contains(tape.Gradients<double>([(v, Drawn.Normal([2, 2]))], [leaf])[leaf].ToArray(), g => !double.IsFinite(g));
    }

    [Fact]
    public void A_matrix_that_is_not_finite_gives_NaN()
        => Assert.All(Tensor.Eigvalsh(Tensor.From([double.PositiveInfinity, 0, 0, 1], [2, 2])).ToArray(), w => Assert.Equal(double.NaN, w));

    [Fact]
    public void Empty_matrices_have_no_eigenvalues()
    {
        Assert.Equal([3, 0], Tensor.Eigvalsh(Tensor.Zeros<double>([3, 0, 0])).Shape);
        Assert.Equal([0, 2, 2], Tensor.Eigh(Tensor.Zeros<double>([0, 2, 2])).Vectors.Shape);
    }

    [Fact]
    public void Rectangles_are_refused()
    {
        Assert.Equal("eigh: square matrices are required, got shape [3, 2] (3 rows and 2 columns).", Drawn.Refused<ShapeException>(() => Tensor.Eigh(Drawn.Normal([3, 2])).Values));
        Assert.StartsWith("eigvalsh: square matrices", Drawn.Refused<ShapeException>(() => Tensor.Eigvalsh(Drawn.Normal([3, 2]))));
    }
}
