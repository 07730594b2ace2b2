using AutoDiff.Tests;

namespace AutoDiff.Core.Tests.Ops.LinearAlgebra;

public class TraceTests
{
    [Fact]
    public void The_diagonal_is_summed_of_any_matrix()
    {
        var x = Tensor.From([1.0, 2, 3, 4, 5, 6], [3, 2]);
        Near.Equal([5], Tensor.Trace(x));
        Near.Equal([5], Tensor.Trace(x.Transpose()));
        Near.Equal([1, 0, 0, 1, 0, 0], Differentiate.Gradient(Tensor.Trace, x));
    }

    [Fact]
    public void A_vector_is_refused()
        => Assert.Equal("trace: a matrix or a batch of matrices is required, got shape [3]; reshape it to [rows, columns].", Drawn.Refused<ShapeException>(() => Tensor.Trace(Tensor.Of(1.0, 2, 3))));
}
