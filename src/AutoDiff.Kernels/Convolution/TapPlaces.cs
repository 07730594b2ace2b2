namespace AutoDiff.Kernels;

/// <summary>Where the taps of a convolution read.</summary>
internal static class TapPlaces
{
    /// <summary>The positions of a row of y for which a tap reads inside x, and the place that the first of them reads.</summary>
    public static (int First, int End, int Place) Inside(in ConvolutionShape shape, int tap)
    {
        var start = tap * shape.Dilation.Width - shape.Padding.Width;
        var first = start < 0 ? Cut.Count(-start, shape.Stride.Width) : 0;
        var end = start < shape.Input.Width ? Math.Min(shape.Output.Width, Cut.Count(shape.Input.Width - start, shape.Stride.Width)) : 0;
        return end <= first ? (0, 0, 0) : (first, end, start + first * shape.Stride.Width);
    }

    /// <summary>The row of a plane of x that a row of taps reads for a row of y; -1 for padding.</summary>
    public static int Row(in ConvolutionShape shape, int row, int tapRow)
    {
        var (depth, height) = Math.DivRem(row, shape.Output.Height);
        var (tapDepth, tapHeight) = Math.DivRem(tapRow, shape.Kernel.Height);
        var d = depth * shape.Stride.Depth + tapDepth * shape.Dilation.Depth - shape.Padding.Depth;
        var h = height * shape.Stride.Height + tapHeight * shape.Dilation.Height - shape.Padding.Height;
        return (uint)d < (uint)shape.Input.Depth && (uint)h < (uint)shape.Input.Height ? d * shape.Input.Height + h : -1;
    }
}
