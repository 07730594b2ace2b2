using AutoDiff.Tests;

namespace AutoDiff.Core.Tests.Ops.Convolutions;

public class ConvTests
{
    /// <summary>1 to 9 in rows of three.</summary>
    private static readonly Tensor<double> Image = Tensor.From<double>([1, 2, 3, 4, 5, 6, 7, 8, 9], [1, 3, 3]);

    [Fact]
    public void Kernels_are_not_flipped()
    {
        // 1 · 10 + 2 · 1, and so on to the right.
        var y = Tensor.Conv1d(Tensor.From<double>([1, 2, 3, 4], [1, 4]), Tensor.From<double>([10, 1], [1, 1, 2]));
        Near.Equal([12, 23, 34], y);
        Assert.Equal([1, 3], y.Shape);
    }

    [Fact]
    public void Stride_padding_and_dilation_may_differ_along_the_axes()
    {
        // Rows 0 and 2, columns -1 and 0, 1 and 2: corners of a kernel of ones, two rows and one column apart.
        var y = Tensor.Conv2d(Image, Tensor.Ones<double>([1, 1, 2, 2]), stride: (1, 2), padding: (0, 1), dilation: (2, 1));
        Near.Equal([1 + 7, 2 + 3 + 8 + 9], y);
        Assert.Equal([1, 1, 2], y.Shape);
    }

    [Fact]
    public void Leading_axes_are_a_batch_and_may_be_none_or_several()
    {
        var random = new Rng(1);
        var (x, w, b) = (Tensor.Normal<double>([2, 3, 4, 5, 6], random), Tensor.Normal<double>([2, 4, 3, 3], random), Tensor.Normal<double>([2], random));
        var y = Tensor.Conv2d(x, w, b);
        Assert.Equal([2, 3, 2, 3, 4], y.Shape);
        for (var i = 0; i < 2; i++)
        {
            for (var j = 0; j < 3; j++) Near.Equal(y[i, j].ToArray(), Tensor.Conv2d(x[i, j], w, b));
        }
    }

    [Fact]
    public void Groups_are_convolutions_side_by_side()
    {
        var random = new Rng(2);
        var (x, w) = (Tensor.Normal<double>([2, 6, 5, 5], random), Tensor.Normal<double>([4, 3, 2, 2], random));
        var y = Tensor.Conv2d(x, w, groups: 2);
        var first = Tensor.Conv2d(x.Narrow(1, 0, 3), w.Narrow(0, 0, 2));
        var second = Tensor.Conv2d(x.Narrow(1, 3, 3), w.Narrow(0, 2, 2));
        Near.Equal(Tensor.Concat<double>([first, second], 1).ToArray(), y);
    }

    [Fact]
    public void A_transposed_convolution_is_the_adjoint_of_a_convolution()
    {
        // <g, w * x> = <wᵀ * g, x>, also where output padding makes up for positions that the stride leaves out.
        var random = new Rng(3);
        var (x, w, g) = (Tensor.Normal<double>([2, 3, 8, 7], random), Tensor.Normal<double>([4, 3, 3, 2], random), Tensor.Normal<double>([2, 4, 4, 4], random));
        var y = Tensor.Conv2d(x, w, stride: (2, 2), padding: (1, 1));
        Assert.Equal(g.Shape, y.Shape);
        var back = Tensor.ConvTranspose2d(g, w, stride: (2, 2), padding: (1, 1), outputPadding: (1, 1));
        Assert.Equal(x.Shape, back.Shape);
        Near.Equal(Tensor.Sum(g * y).Item, Tensor.Sum(back * x).Item);
    }

    [Fact]
    public void The_positive_part_is_that_of_the_result_and_so_are_its_gradients()
    {
        var random = new Rng(4);
        var (x, w, b) = (Tensor.Normal<double>([2, 3, 6, 7], random), Tensor.Normal<double>([5, 3, 3, 3], random), Tensor.Normal<double>([5], random));
        var (fused, gradients) = Run(relu: true);
        var (composed, expected) = Run(relu: false);
        Near.Equal(composed, Tensor.Of(fused));
        for (var k = 0; k < 3; k++) Near.Equal(expected[k], Tensor.Of(gradients[k]));

        (double[] Y, double[][] Gradients) Run(bool relu)
        {
            using var tape = Tape.Start();
            var (xs, ws, bs) = (tape.Variable(x), tape.Variable(w), tape.Variable(b));
            var y = Tensor.Conv2d(xs, ws, bs, padding: 1, relu: relu);
            if (!relu) y = Tensor.Relu(y);
            var all = tape.Gradients(Tensor.Sum(y * y * y), xs, ws, bs);
            return (y.ToArray(), [all[xs].ToArray(), all[ws].ToArray(), all[bs].ToArray()]);
        }
    }

    [Fact]
    public void A_second_convolution_adds_to_the_gradients_of_the_first()
    {
        // Both x and w are used twice, so the second contribution is added in place by the kernels.
        var random = new Rng(5);
        var (image, kernel) = (Tensor.Normal<double>([2, 3, 6, 6], random), Tensor.Normal<double>([3, 3, 3, 3], random));
        using var tape = Tape.Start();
        var (x, w) = (tape.Variable(image), tape.Variable(kernel));
        var once = tape.Gradients(Tensor.Sum(Tensor.Square(Tensor.Conv2d(x, w, padding: 1))), x, w);
        var y = Tensor.Sum(Tensor.Square(Tensor.Conv2d(x, w, padding: 1))) + Tensor.Sum(Tensor.Square(Tensor.Conv2d(x, w, padding: 1)));
        var twice = tape.Gradients(y, x, w);
        Near.Equal((2.0 * once[x]).ToArray(), twice[x]);
        Near.Equal((2.0 * once[w]).ToArray(), twice[w]);
    }

    [Fact]
    public void A_compiled_network_of_convolutions_gives_the_same_on_new_inputs()
    {
        var random = new Rng(6);
        var (w, b) = (new Parameter<float>(Tensor.Normal<float>([4, 1, 3, 3], random)), new Parameter<float>(Tensor.Normal<float>([4], random)));
        Tensor<float> Loss(Tensor<float> x) => Tensor.Sum(Tensor.Square(Tensor.MaxPool2d(Tensor.Conv2d(x, w.Value, b.Value, relu: true), 2).Values));
        var compiled = Compile.Gradients((Tensor<float> x) => Loss(x), [w, b]);
        for (var round = 0; round < 3; round++)
        {
            var x = Tensor.Normal<float>([2, 1, 8, 8], random);
            var gradients = compiled.Run(x);
            using var tape = Tape.Start();
            var loss = Loss(x);
            var expected = tape.Gradients(loss, [w, b]);
            Assert.Equal(loss.Item, compiled.Value);
            Assert.Equal(expected[w].ToArray(), gradients[w].ToArray());
            Assert.Equal(expected[b].ToArray(), gradients[b].ToArray());
        }
    }

    [Fact]
    public void An_empty_batch_has_an_empty_result_and_zero_gradients_of_the_weights()
    {
        using var tape = Tape.Start();
        var (w, b) = (tape.Variable(Tensor.Ones<double>([2, 1, 2, 2])), tape.Variable(Tensor.Ones<double>([2])));
        var y = Tensor.Conv2d(Tensor.Zeros<double>([0, 1, 3, 3]), w, b);
        Assert.Equal([0, 2, 2, 2], y.Shape);
        var gradients = tape.Gradients(Tensor.Sum(y), w, b);
        Near.Equal(new double[8], gradients[w]);
        Near.Equal(new double[2], gradients[b]);
    }

    [Fact]
    public void Errors_name_the_operation_the_shapes_and_the_setting()
    {
        var w = Tensor.Ones<double>([2, 1, 2, 2]);
        Refuses("conv2d: weights [2, 3, 2, 2] read 3 channels, but x [1, 3, 3] has 1.", () => Tensor.Conv2d(Image, Tensor.Ones<double>([2, 3, 2, 2])));
        Refuses("conv2d: weights [2, 1, 2, 2] in 2 groups read 2 channels, but x [1, 3, 3] has 1.", () => Tensor.Conv2d(Image, w, groups: 2));
        Refuses("conv2d: 3 groups must divide the 2 outputs of weights [2, 1, 2, 2].", () => Tensor.Conv2d(Image, w, groups: 3));
        Refuses("conv2d: a kernel (2, 2) with dilation (3, 1) is larger than x [1, 3, 3] with padding (0, 0); add padding, or use a smaller kernel.", () => Tensor.Conv2d(Image, w, dilation: (3, 1)));
        Refuses("conv2d: a bias of shape [2] is required for weights [2, 1, 2, 2], got [3].", () => Tensor.Conv2d(Image, w, Tensor.Ones<double>([3])));
        Refuses("conv2d: x of shape [..., channels, height, width] is required, got [3].", () => Tensor.Conv2d(Tensor.Ones<double>([3]), w));
        Refuses("conv3d: weights of shape [outputs, inputs / groups, depth, height, width] are required, got [2, 1, 2, 2].", () => Tensor.Conv3d(Image, w));
        Refuses("conv2d: stride must be at least 1, got (1, 0).", () => Tensor.Conv2d(Image, w, stride: (1, 0)));
        Refuses("conv1d: padding must be at least 0, got -1.", () => Tensor.Conv1d(Tensor.Ones<double>([1, 4]), Tensor.Ones<double>([1, 1, 2]), padding: -1));
        Refuses("conv2d: groups must be at least 1, got 0.", () => Tensor.Conv2d(Image, w, groups: 0));
        Refuses(
            "conv_transpose2d: outputPadding (2, 0) must be smaller than the stride (2, 1) or the dilation (1, 1).",
            () => Tensor.ConvTranspose2d(Image, Tensor.Ones<double>([1, 1, 2, 2]), stride: (2, 1), outputPadding: (2, 0)));
        Refuses("conv_transpose1d: padding 2 cuts off all of the result 0 for x [1, 3] and weights [1, 1, 2].", () => Tensor.ConvTranspose1d(Tensor.Ones<double>([1, 3]), Tensor.Ones<double>([1, 1, 2]), padding: 2));
    }

    private static void Refuses(string message, Action call)
    {
        var error = Assert.ThrowsAny<ArgumentException>(call);
        Assert.StartsWith(message, error.Message, StringComparison.Ordinal);
    }
}
