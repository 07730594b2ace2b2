namespace AutoDiff;

/// <summary>The last one to three axes of a tensor as axes of space, for an operation that slides a window over them.</summary>
/// <param name="Op">The operation, for messages.</param>
/// <param name="Rank">How many axes of space there are.</param>
internal readonly record struct SpaceAxes(string Op, int Rank)
{
    private string Names => Rank switch { 1 => "length", 2 => "height, width", _ => "depth, height, width" };

    /// <summary>The lengths of the axes of space.</summary>
    public Extent Of(Shape shape) => new(Rank > 2 ? shape[^3] : 1, Rank > 1 ? shape[^2] : 1, shape[^1]);

    /// <summary>The lengths as axes of a shape.</summary>
    public int[] Axes(Extent extent) => Rank switch { 1 => [extent.Width], 2 => [extent.Height, extent.Width], _ => [extent.Depth, extent.Height, extent.Width] };

    /// <summary>The shape with other lengths of the axes of space.</summary>
    public Shape With(Shape shape, Extent space) => [.. shape.Axes[..^Rank], .. Axes(space)];

    /// <summary>How many planes of all axes of space the axes before them make.</summary>
    public int Planes(Shape shape)
    {
        var planes = 1;
        foreach (var axis in shape.Axes[..^Rank]) planes *= axis;
        return planes;
    }

    /// <summary>The numbers as a user wrote them: 3, (3, 3) or (3, 3, 3).</summary>
    public string Text(Extent extent) => Rank switch { 1 => $"{extent.Width}", 2 => $"({extent.Height}, {extent.Width})", _ => $"({extent.Depth}, {extent.Height}, {extent.Width})" };

    /// <summary>Throws unless x has so many axes before those of space.</summary>
    /// <exception cref="ShapeException">It has fewer.</exception>
    public void RequireAxes(Shape x, int before)
    {
        if (x.Rank < Rank + before) throw new ShapeException($"{Op}: x of shape [..., {(before > 0 ? "channels, " : "")}{Names}] is required, got {x}.");
    }

    /// <summary>Throws unless weights have two axes before those of space, and a kernel of at least one tap.</summary>
    /// <exception cref="ShapeException">They have not.</exception>
    public void RequireWeights(Shape weight, string first, string second)
    {
        if (weight.Rank != Rank + 2) throw new ShapeException($"{Op}: weights of shape [{first}, {second}, {Names}] are required, got {weight}.");
        if (Of(weight).Size == 0) throw new ShapeException($"{Op}: a kernel with at least one tap is required, got weights {weight}.");
    }

    /// <summary>Throws unless all numbers are at least <paramref name="least"/>.</summary>
    /// <exception cref="ArgumentOutOfRangeException">One is smaller.</exception>
    public void RequireAtLeast(int least, Extent numbers, string name)
    {
        if (Math.Min(numbers.Depth, Math.Min(numbers.Height, numbers.Width)) < least)
            throw new ArgumentOutOfRangeException(name, $"{Op}: {name} must be at least {least}, got {Text(numbers)}.");
    }

    /// <summary>How often a kernel fits: ⌊(n + 2 p - d (k - 1) - 1) / s⌋ + 1 along each axis.</summary>
    /// <exception cref="ShapeException">Along some axis it does not fit once.</exception>
    public Extent Fit(Shape x, Extent kernel, Extent stride, Extent padding, Extent dilation)
    {
        var n = Of(x);
        var output = new Extent(
            Fit(n.Depth, kernel.Depth, stride.Depth, padding.Depth, dilation.Depth),
            Fit(n.Height, kernel.Height, stride.Height, padding.Height, dilation.Height),
            Fit(n.Width, kernel.Width, stride.Width, padding.Width, dilation.Width));
        if (output.Depth > 0 && output.Height > 0 && output.Width > 0) return output;
        var spread = dilation == Extent.One ? "" : $" with dilation {Text(dilation)}";
        throw new ShapeException($"{Op}: a kernel {Text(kernel)}{spread} is larger than x {x} with padding {Text(padding)}; add padding, or use a smaller kernel.");
    }

    private static int Fit(int length, int kernel, int stride, int padding, int dilation)
    {
        var free = length + 2L * padding - (kernel - 1L) * dilation - 1;
        return free < 0 ? 0 : checked((int)(free / stride + 1));
    }
}
