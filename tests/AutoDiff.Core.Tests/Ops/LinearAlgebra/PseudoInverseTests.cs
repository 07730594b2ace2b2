using AutoDiff.Checking;

namespace AutoDiff.Core.Tests.Ops.LinearAlgebra;

public class PseudoInverseTests
{
    [Fact]
    public void The_four_equations_of_Penrose_hold_for_every_rank()
    {
        foreach (var x in new[] { Drawn.Normal([2, 5, 3]), Drawn.Normal([3, 5]), Tensor.MatMul(Drawn.Normal([5, 2]), Drawn.Normal([2, 4], 2)), Tensor.Zeros<double>([3, 2]) })
        {
            var y = Tensor.PseudoInverse(x);
            var (xy, yx) = (Tensor.MatMul(x, y), Tensor.MatMul(y, x));
            Drawn.Near(x, Tensor.MatMul(xy, x));
            Drawn.Near(y, Tensor.MatMul(yx, y));
            Drawn.Near(xy.Transpose(), xy);
            Drawn.Near(yx.Transpose(), yx);
        }
    }

    [Fact]
    public void Derivatives_within_the_matrices_of_one_rank_are_right()
    {
        // Products of 4 x 2 and 2 x 3 matrices have rank 2 wherever the factors are.
        Check.Gradients((b, c) => Tensor.PseudoInverse(Tensor.MatMul(b, c)), Drawn.Normal([4, 2]), Drawn.Normal([2, 3], 2), new CheckOptions { Op = "pseudo_inverse" }).ThrowIfFailed();
    }

    [Fact]
    public void Empty_matrices_and_what_is_not_finite()
    {
        Assert.Equal([2, 3, 0], Tensor.PseudoInverse(Tensor.Zeros<double>([2, 0, 3])).Shape);
        Assert.All(Tensor.PseudoInverse(Tensor.From([double.NaN, 1], [1, 2])).ToArray(), y => Assert.Equal(double.NaN, y));
        Assert.StartsWith("pseudo_inverse: a matrix", Drawn.Refused<ShapeException>(() => Tensor.PseudoInverse(Tensor.Of(1.0))));
    }
}
