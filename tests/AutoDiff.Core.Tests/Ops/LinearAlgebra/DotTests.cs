using AutoDiff.Tests;

namespace AutoDiff.Core.Tests.Ops.LinearAlgebra;

public class DotTests
{
    [Fact]
    public void Two_vectors_give_the_sum_of_products() => Near.Equal([4 + 10 + 18], Tensor.Dot(Tensor.Of(1.0, 2, 3), Tensor.Of(4.0, 5, 6)));

    [Fact]
    public void Other_shapes_are_refused_with_the_remedy()
    {
        var (matrix, vector) = (Tensor.Ones<double>([2, 2]), Tensor.Ones<double>([3]));
        Assert.Equal("dot: two vectors are required, got [2, 2] and [2, 2]; for matrices use MatMul, for batches Einsum(\"...i,...i->...\").", Drawn.Refused<ShapeException>(() => Tensor.Dot(matrix, matrix)));
        Assert.Equal("dot: vectors of the same length are required, got [3] and [4].", Drawn.Refused<ShapeException>(() => Tensor.Dot(vector, Tensor.Ones<double>([4]))));
    }
}
