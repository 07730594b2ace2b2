namespace AutoDiff;

/// <summary>Reads the windows that a pooling operation was asked for.</summary>
internal static class PoolWindows
{
    /// <summary>Windows of one size at equal distances.</summary>
    /// <exception cref="ShapeException">The kernel is larger than x with its padding.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A setting is out of range.</exception>
    public static PoolShape Read(SpaceAxes space, Shape x, Extent kernel, Extent stride, Extent padding, Extent dilation, bool ceiling)
    {
        space.RequireAxes(x, 0);
        space.RequireAtLeast(1, kernel, nameof(kernel));
        space.RequireAtLeast(1, stride, nameof(stride));
        space.RequireAtLeast(0, padding, nameof(padding));
        space.RequireAtLeast(1, dilation, nameof(dilation));
        if (2 * padding.Depth > kernel.Depth || 2 * padding.Height > kernel.Height || 2 * padding.Width > kernel.Width)
            throw new ArgumentOutOfRangeException(nameof(padding), $"{space.Op}: padding {space.Text(padding)} must be at most half the kernel {space.Text(kernel)}.");
        var (n, count) = (space.Of(x), space.Fit(x, kernel, stride, padding, dilation));
        return new(
            space.Planes(x),
            Axis(n.Depth, count.Depth, kernel.Depth, stride.Depth, padding.Depth, dilation.Depth, ceiling),
            Axis(n.Height, count.Height, kernel.Height, stride.Height, padding.Height, dilation.Height, ceiling),
            Axis(n.Width, count.Width, kernel.Width, stride.Width, padding.Width, dilation.Width, ceiling));
    }

    /// <summary>So many windows along each axis that cover it.</summary>
    /// <exception cref="ArgumentOutOfRangeException">A number of windows is below 1.</exception>
    public static PoolShape ReadAdaptive(SpaceAxes space, Shape x, Extent size)
    {
        space.RequireAxes(x, 0);
        space.RequireAtLeast(1, size, nameof(size));
        var n = space.Of(x);
        return new(space.Planes(x), WindowAxis.Adaptive(n.Depth, size.Depth), WindowAxis.Adaptive(n.Height, size.Height), WindowAxis.Adaptive(n.Width, size.Width));
    }

    /// <summary>Throws where a window has no element of x: there is no largest of nothing.</summary>
    /// <exception cref="ShapeException">A window has none.</exception>
    public static void RequireElements(SpaceAxes space, Shape x, in PoolShape windows)
    {
        RequireElements(space, x, windows.Depth, -3);
        RequireElements(space, x, windows.Height, -2);
        RequireElements(space, x, windows.Width, -1);
    }

    /// <summary>Windows along each axis.</summary>
    public static Extent Counts(in PoolShape windows) => new(windows.Depth.Count, windows.Height.Count, windows.Width.Count);

    private static void RequireElements(SpaceAxes space, Shape x, WindowAxis axis, int place)
    {
        for (var window = 0; window < axis.Count; window++)
        {
            if (axis.Start(window) >= axis.End(window))
                throw new ShapeException($"{space.Op}: window {window} along axis {place} of x {x} has no element; use less padding or dilation.");
        }
    }

    private static WindowAxis Axis(int length, int count, int kernel, int stride, int padding, int dilation, bool ceiling)
    {
        // A window more, if x does not end with one, and it does not begin behind x: it would see nothing.
        var isFilled = (length + 2 * padding - (kernel - 1) * dilation - 1) % stride == 0;
        if (ceiling && !isFilled && count * stride < length + padding) count++;
        return new(length, count, kernel, stride, padding, dilation);
    }
}
