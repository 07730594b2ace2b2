using System.Numerics.Tensors;

namespace AutoDiff.Core.Tests;

public class TensorSpanTests
{
    [Fact]
    public void A_tensor_becomes_a_tensor_span_in_row_major_order()
    {
        var span = Tensor.From(new double[,] { { 1, 2, 3 }, { 4, 5, 6 } }).Transpose().ToTensorSpan();
        Assert.Equal([3, 2], span.Lengths.ToArray());
        Assert.Equal(4.0, span[0, 1]);
        Assert.Equal(3.0, span[2, 0]);
    }

    [Fact]
    public void A_strided_tensor_span_becomes_a_tensor()
    {
        // Every second column of a 2 by 4 array.
        var span = new ReadOnlyTensorSpan<float>([1, 2, 3, 4, 5, 6, 7, 8], [2, 2], [4, 2]);
        var tensor = Tensor.From(span);
        Assert.Equal([2, 2], tensor.Shape.ToArray());
        Assert.Equal([1f, 3f, 5f, 7f], tensor.ToArray());
    }

    [Fact]
    public void A_scalar_becomes_a_span_of_one_element() => Assert.Equal(7.0, Tensor.Scalar(7.0).ToTensorSpan()[0]);
}
