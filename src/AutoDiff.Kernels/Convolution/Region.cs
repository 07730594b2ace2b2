namespace AutoDiff.Kernels;

/// <summary>A box of positions of y in some images: what a range of columns covers.</summary>
/// <param name="Image">The first image.</param>
/// <param name="Images">How many images.</param>
/// <param name="First">The first position.</param>
/// <param name="Count">Positions along each axis.</param>
internal readonly record struct Region(int Image, int Images, Extent First, Extent Count)
{
    /// <summary>The smallest box around the columns from <paramref name="column"/> to <paramref name="end"/> - 1; whole images if there are several.</summary>
    public static Region Around(in ConvolutionShape shape, int column, int end)
    {
        var output = shape.Output;
        var (first, position) = Math.DivRem(column, output.Size);
        var (last, lastPosition) = Math.DivRem(end - 1, output.Size);
        if (first != last) return new(first, last - first + 1, default, output);
        var (row, width) = Math.DivRem(position, output.Width);
        var (lastRow, lastWidth) = Math.DivRem(lastPosition, output.Width);
        var (depth, height) = Math.DivRem(row, output.Height);
        var (lastDepth, lastHeight) = Math.DivRem(lastRow, output.Height);
        if (depth != lastDepth) return new(first, 1, new(depth, 0, 0), new(lastDepth - depth + 1, output.Height, output.Width));
        if (height != lastHeight) return new(first, 1, new(depth, height, 0), new(1, lastHeight - height + 1, output.Width));
        return new(first, 1, new(depth, height, width), new(1, 1, lastWidth - width + 1));
    }

    /// <summary>Positions of x that the taps reach from here, along each axis.</summary>
    public Extent Reach(in ConvolutionShape shape) => new(
        (Count.Depth - 1) * shape.Stride.Depth + (shape.Kernel.Depth - 1) * shape.Dilation.Depth + 1,
        (Count.Height - 1) * shape.Stride.Height + (shape.Kernel.Height - 1) * shape.Dilation.Height + 1,
        (Count.Width - 1) * shape.Stride.Width + (shape.Kernel.Width - 1) * shape.Dilation.Width + 1);
}
