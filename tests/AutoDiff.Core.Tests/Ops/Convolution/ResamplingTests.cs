using AutoDiff.Tests;

namespace AutoDiff.Core.Tests.Ops.Convolutions;

/// <summary>Columns of images, interpolation and pixel shuffling. Expected values of interpolation are PyTorch 1.13's.</summary>
public class ResamplingTests
{
    private static readonly Tensor<double> Nine = Tensor.From<double>([1, 2, 3, 4, 5, 6, 7, 8, 9], [1, 3, 3]);

    [Fact]
    public void A_product_with_the_columns_is_a_convolution()
    {
        var random = new Rng(1);
        var (x, w) = (Tensor.Normal<double>([2, 3, 7, 6], random), Tensor.Normal<double>([4, 3, 2, 3], random));
        var columns = Tensor.Im2Col(x, (2, 3), stride: (2, 1), padding: (1, 0), dilation: (1, 2));
        var y = Tensor.Conv2d(x, w, stride: (2, 1), padding: (1, 0), dilation: (1, 2));
        Near.Equal(y.ToArray(), Tensor.MatMul(w.Reshape(4, -1), columns));
    }

    [Fact]
    public void Columns_added_back_count_how_often_each_element_is_read()
    {
        var counts = Tensor.Col2Im(Tensor.Im2Col(Tensor.Ones<double>([1, 3, 3]), 2), 3, 2);
        Near.Equal([1, 2, 1, 2, 4, 2, 1, 2, 1], counts);
    }

    [Fact]
    public void Nearest_neighbours_are_exact_for_every_whole_factor()
    {
        // i / 49 must not fall below a whole number by rounding.
        var y = Tensor.UpsampleNearest2d(Tensor.Arange<double>(4).Reshape(1, 4), 49);
        Assert.Equal([49, 196], y.Shape);
        for (var i = 0; i < 196; i++) Near.Equal(i / 49, y[0, i].Item);
        Near.Equal([1, 1, 2, 3, 1, 1, 2, 3, 4, 4, 5, 6, 7, 7, 8, 9], Tensor.UpsampleNearest2d(Nine, 1.5));
    }

    [Fact]
    public void Interpolation_is_linear_along_both_axes()
    {
        Near.Equal([1.75, 2.15, 2.75, 3.35, 3.75, 6.25, 6.65, 7.25, 7.85, 8.25], Tensor.ResizeBilinear2d(Nine, (2, 5)));
        Near.Equal([1, 3, 3, 5, 5, 7, 7, 9], Tensor.ResizeBilinear2d(Nine, (4, 2), alignCorners: true));
    }

    [Fact]
    public void A_share_of_nothing_does_not_meet_infinity()
    {
        var x = Tensor.From([1, double.PositiveInfinity, 3, 4], [2, 2]);
        Near.Equal([1, 1, double.PositiveInfinity, double.PositiveInfinity, 1, 1, double.PositiveInfinity, double.PositiveInfinity, 3, 3, 4, 4, 3, 3, 4, 4], Tensor.UpsampleNearest2d(x, 2));
        Near.Equal(x.ToArray(), Tensor.ResizeBilinear2d(x, 2, alignCorners: true));
    }

    [Fact]
    public void Pixels_become_channels_and_back()
    {
        var x = Tensor.Arange<double>(16).Reshape(4, 2, 2);
        var y = Tensor.PixelShuffle(x, 2);
        Near.Equal([0, 4, 1, 5, 8, 12, 9, 13, 2, 6, 3, 7, 10, 14, 11, 15], y);
        Near.Equal(x.ToArray(), Tensor.PixelUnshuffle(y, 2));
    }

    [Fact]
    public void Errors_name_the_operation_and_what_is_wrong()
    {
        Refuses("pixel_shuffle: the channels of x [1, 3, 3] must be a multiple of 4, the square of factor 2.", () => Tensor.PixelShuffle(Nine, 2));
        Refuses("pixel_unshuffle: height and width of x [1, 3, 3] must be multiples of factor 2.", () => Tensor.PixelUnshuffle(Nine, 2));
        Refuses("upsample_nearest2d: scale must be positive and finite, got 0.", () => Tensor.UpsampleNearest2d(Nine, 0));
        Refuses("resize_bilinear2d: size must be at least 1, got (0, 3).", () => Tensor.ResizeBilinear2d(Nine, (0, 3)));
        Refuses("col2im: kernel (2, 2) has 4 positions in size (3, 3), but columns [4, 5] are 5.", () => Tensor.Col2Im(Tensor.Zeros<double>([4, 5]), 3, 2));
        Refuses("col2im: the rows of columns [3, 4] must be a multiple of the 4 taps of kernel (2, 2).", () => Tensor.Col2Im(Tensor.Zeros<double>([3, 4]), 3, 2));
        Refuses("im2col: a kernel (4, 1) is larger than x [1, 3, 3] with padding (0, 0); add padding, or use a smaller kernel.", () => Tensor.Im2Col(Nine, (4, 1)));
    }

    private static void Refuses(string message, Action call)
    {
        var error = Assert.ThrowsAny<ArgumentException>(call);
        Assert.StartsWith(message, error.Message, StringComparison.Ordinal);
    }
}
