using AutoDiff.Tests;

namespace AutoDiff.Core.Tests.Ops.Convolutions;

/// <summary>Expected values of overlapping, padded and incomplete windows are PyTorch 1.13's.</summary>
public class PoolTests
{
    [Fact]
    public void The_first_of_equal_elements_has_the_whole_gradient()
    {
        using var tape = Tape.Start();
        var x = tape.Variable(Tensor.From<double>([1, 3, 3, 0, 2, 3, 5, 5, 0, 0, -1, 4, 7, 6, 4, 4], [1, 4, 4]));
        var (values, indices) = Tensor.MaxPool2d(x, 2, stride: 1);
        Near.Equal([3, 5, 5, 3, 5, 5, 7, 6, 4], values);
        Assert.Equal([1, 6, 6, 5, 6, 6, 12, 13, 11], indices.ToArray());
        Near.Equal([0, 1, 0, 0, 0, 1, 4, 0, 0, 0, 0, 1, 1, 1, 0, 0], tape.Gradients(Tensor.Sum(values), x)[x]);
    }

    [Fact]
    public void Padding_never_counts_as_a_maximum()
    {
        // With a ceiling the last windows would begin in the padding behind x, so there are none.
        var (values, indices) = Tensor.MaxPool2d(-1.0 * Fives(), 2, padding: 1, ceiling: true);
        Near.Equal([0, -1, -3, -5, -6, -8, -15, -16, -18], values);
        Assert.Equal([0, 1, 3, 5, 6, 8, 15, 16, 18], indices.ToArray());
    }

    [Fact]
    public void Not_a_number_is_the_largest()
    {
        var (values, indices) = Tensor.MaxPool1d(Tensor.Of(1.0, double.NaN, double.NaN, 2, 3, 1), 3);
        Near.Equal([double.NaN, 3], values);
        Assert.Equal([1, 4], indices.ToArray());
    }

    [Fact]
    public void Means_count_the_padding_but_not_what_lies_beyond_it()
    {
        Near.Equal([4 / 3.0, 3, 8 / 3.0, 7, 12, 9, 8, 13, 28 / 3.0], Tensor.AvgPool2d(Fives(), 3, stride: 2, padding: 1, ceiling: true));
        Near.Equal([3, 4.5, 6, 10.5, 12, 13.5, 18, 19.5, 21], Tensor.AvgPool2d(Fives(), 3, stride: 2, padding: 1, countPadding: false));
        Near.Equal([4, 20 / 3.0, 52 / 3.0, 20], Tensor.AvgPool2d(Fives(), 2, divisor: 3));
        Near.Equal([1 / 3.0, 3, 11 / 3.0], Tensor.AvgPool1d(Tensor.Arange<double>(7), 3, stride: 3, padding: 1, ceiling: true));
    }

    [Fact]
    public void Adaptive_windows_cover_the_axis_and_overlap_where_they_must()
    {
        // Five positions in three windows: [0, 2), [1, 4), [3, 5).
        Near.Equal([0.5, 2, 3.5], Tensor.AdaptiveAvgPool1d(Tensor.Arange<double>(5), 3));
        var (values, indices) = Tensor.AdaptiveMaxPool1d(Tensor.Of(3.0, 1, 2, 5, 4), 3);
        Near.Equal([3, 5, 5], values);
        Assert.Equal([0, 3, 3], indices.ToArray());
        Near.Equal([12], Tensor.AdaptiveAvgPool2d(Fives(), 1));
    }

    [Fact]
    public void Errors_name_the_operation_and_what_is_wrong()
    {
        Refuses("max_pool2d: padding (2, 0) must be at most half the kernel (3, 2).", () => Tensor.MaxPool2d(Fives(), (3, 2), padding: (2, 0)));
        Refuses("max_pool2d: a kernel (6, 2) is larger than x [1, 5, 5] with padding (0, 0); add padding, or use a smaller kernel.", () => Tensor.MaxPool2d(Fives(), (6, 2)));
        Refuses("max_pool1d: window 0 along axis -1 of x [2] has no element; use less padding or dilation.", () => Tensor.MaxPool1d(Tensor.Zeros<double>([2]), 2, padding: 1, dilation: 3));
        Refuses("avg_pool2d: kernel must be at least 1, got (0, 2).", () => Tensor.AvgPool2d(Fives(), (0, 2)));
        Refuses("avg_pool2d: the divisor must be at least 1, got 0.", () => Tensor.AvgPool2d(Fives(), 2, divisor: 0));
        Refuses("avg_pool3d: x of shape [..., depth, height, width] is required, got [5].", () => Tensor.AvgPool3d(Tensor.Zeros<double>([5]), 2));
        Refuses("adaptive_avg_pool2d: size must be at least 1, got (0, 1).", () => Tensor.AdaptiveAvgPool2d(Fives(), (0, 1)));
        Refuses("adaptive_max_pool1d: window 0 along axis -1 of x [2, 0] has no element; use less padding or dilation.", () => Tensor.AdaptiveMaxPool1d(Tensor.Zeros<double>([2, 0]), 1));
    }

    /// <summary>0 to 24 in rows of five.</summary>
    private static Tensor<double> Fives() => Tensor.Arange<double>(25).Reshape(1, 5, 5);

    private static void Refuses(string message, Action call)
    {
        var error = Assert.ThrowsAny<ArgumentException>(call);
        Assert.StartsWith(message, error.Message, StringComparison.Ordinal);
    }
}
