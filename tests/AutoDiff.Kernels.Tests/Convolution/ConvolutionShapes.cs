namespace AutoDiff.Kernels.Tests;

/// <summary>Sizes of convolutions for tests.</summary>
internal static class ConvolutionShapes
{
    /// <summary>Shapes chosen for the ways through the kernels: padded or not, strides, dilation, several blocks, panels that hold several images.</summary>
    public static ConvolutionShape[] Chosen =>
    [
        Of(1, 1, 1, 1, new(1, 1, 1), new(1, 1, 1)),
        Of(2, 1, 3, 5, new(1, 1, 40), new(1, 1, 3)),
        Of(3, 1, 2, 4, new(1, 1, 9), new(1, 1, 4), stride: new(1, 1, 3), padding: new(0, 0, 2)),
        Of(1, 1, 1, 2, new(1, 1, 3000), new(1, 1, 5), padding: new(0, 0, 2)),
        Of(2, 1, 4, 30, new(1, 12, 11), new(1, 3, 3)),
        Of(2, 1, 4, 7, new(1, 26, 26), new(1, 3, 3)),
        Of(3, 1, 5, 20, new(1, 7, 7), new(1, 3, 3), padding: new(0, 1, 1)),
        Of(7, 1, 2, 3, new(1, 4, 4), new(1, 3, 3), padding: new(0, 1, 1)),
        Of(2, 1, 3, 16, new(1, 23, 21), new(1, 7, 7), stride: new(1, 2, 2), padding: new(0, 3, 3)),
        Of(2, 1, 6, 5, new(1, 15, 17), new(1, 3, 2), stride: new(1, 1, 2), dilation: new(1, 2, 3)),
        Of(2, 1, 6, 33, new(1, 9, 9), new(1, 1, 1)),
        Of(2, 1, 6, 33, new(1, 9, 9), new(1, 1, 1), stride: new(1, 2, 2)),
        Of(1, 1, 90, 40, new(1, 6, 8), new(1, 3, 3), padding: new(0, 1, 1)),
        Of(1, 1, 3, 800, new(1, 5, 5), new(1, 2, 2)),
        Of(2, 3, 2, 4, new(1, 8, 9), new(1, 3, 3), padding: new(0, 1, 1)),
        Of(2, 5, 1, 1, new(1, 10, 20), new(1, 3, 3), padding: new(0, 1, 1)),
        Of(2, 3, 1, 2, new(1, 21, 9), new(1, 5, 3), stride: new(1, 2, 2), padding: new(0, 2, 1)),
        Of(2, 4, 1, 1, new(1, 6, 9), new(1, 2, 1), padding: new(0, 2, 1)),
        Of(2, 3, 2, 2, new(4, 5, 21), new(2, 2, 3), padding: new(1, 1, 1), dilation: new(1, 2, 1)),
        Of(2, 1, 2, 3, new(5, 6, 7), new(3, 2, 3), padding: new(1, 0, 1)),
        Of(1, 2, 3, 2, new(6, 5, 8), new(2, 3, 3), stride: new(2, 1, 2), padding: new(1, 1, 1), dilation: new(2, 1, 1)),

        // Zeros behind x without any in front of it, as the adjoint of a transposed convolution with output padding may have; y smaller than it could be.
        Of(2, 1, 3, 4, new(1, 6, 6), new(1, 3, 3), output: new(1, 5, 5)),
        Of(2, 1, 3, 4, new(1, 9, 9), new(1, 2, 2), stride: new(1, 2, 2), output: new(1, 4, 3)),
    ];

    /// <summary>The shape with the output that sizes, stride, padding and dilation make.</summary>
    public static ConvolutionShape Of(
        int batch, int groups, int inputs, int outputs, Extent input, Extent kernel, Extent? stride = null, Extent padding = default, Extent? dilation = null, Extent? output = null)
    {
        var (s, d) = (stride ?? Extent.One, dilation ?? Extent.One);
        var made = new Extent(
            Length(input.Depth, kernel.Depth, s.Depth, padding.Depth, d.Depth),
            Length(input.Height, kernel.Height, s.Height, padding.Height, d.Height),
            Length(input.Width, kernel.Width, s.Width, padding.Width, d.Width));
        return new(batch, groups, inputs, outputs, input, kernel, output ?? made, s, padding, d);
    }

    /// <summary>A random small shape.</summary>
    public static ConvolutionShape Draw(Random random)
    {
        while (true)
        {
            var rank = random.Next(1, 4);
            var input = new Extent(rank > 2 ? random.Next(1, 6) : 1, rank > 1 ? random.Next(1, 14) : 1, random.Next(1, 40));
            var kernel = new Extent(rank > 2 ? random.Next(1, 4) : 1, rank > 1 ? random.Next(1, 5) : 1, random.Next(1, 6));
            var padding = new Extent(rank > 2 ? random.Next(3) : 0, rank > 1 ? random.Next(3) : 0, random.Next(3));
            Extent Steps() => new(rank > 2 ? random.Next(1, 3) : 1, rank > 1 ? random.Next(1, 4) : 1, random.Next(1, 4));
            var shape = Of(random.Next(1, 5), random.Next(1, 4), random.Next(1, 9), random.Next(1, 20), input, kernel, Steps(), padding, Steps());
            if (shape.Output is { Depth: > 0, Height: > 0, Width: > 0 }) return shape;
        }
    }

    private static int Length(int input, int kernel, int stride, int padding, int dilation)
    {
        var free = input + 2 * padding - (kernel - 1) * dilation - 1;
        return free < 0 ? 0 : free / stride + 1;
    }
}
