namespace AutoDiff.Tests;

public class SoftmaxTests
{
    // Along the first axis neighbouring lines are summed together, block by block of 32 numbers; along the last each line by itself.
    [Theory]
    [InlineData(1)]
    [InlineData(32)]
    [InlineData(33)]
    [InlineData(100)]
    public void Gradient_along_the_first_axis_is_that_of_the_transposed_along_the_last(int count)
    {
        var x = Tensor.Uniform<double>([count, 3], new Random(1), -1, 1);
        var weights = Tensor.Uniform<double>([count, 3], new Random(2), -1, 1);
        foreach (var f in new Func<Tensor<double>, int, Tensor<double>>[] { Tensor.Softmax, Tensor.LogSoftmax })
        {
            var expected = Differentiate.Gradient(z => Tensor.Sum(f(z, -1) * weights.Transpose()), x.Transpose()).Transpose();
            Near.Equal(expected.ToArray(), Differentiate.Gradient(z => Tensor.Sum(f(z, 0) * weights), x));
        }
    }
}
